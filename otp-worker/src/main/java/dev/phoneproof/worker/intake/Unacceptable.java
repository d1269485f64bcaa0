package dev.phoneproof.worker.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that cannot be taken in.
 *
 * @param origin the record
 * @param reason for people who look at dead letters; holds no value of the record
 */
public record Unacceptable(ConsumerRecord<String, byte[]> origin, String reason)
    implements Reading {

  /** With the class of a failure, whose message may quote the record. */
  static Unacceptable because(
      ConsumerRecord<String, byte[]> origin, String reason, Throwable failure) {
    return new Unacceptable(origin, reason + ": " + failure.getClass().getSimpleName());
  }

  @Override
  public String toString() {
    return "Unacceptable["
        + origin.topic()
        + "-"
        + origin.partition()
        + "@"
        + origin.offset()
        + "]";
  }
}
