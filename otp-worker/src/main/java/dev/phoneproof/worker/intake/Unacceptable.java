package dev.phoneproof.worker.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that goes to the dead letters.
 *
 * @param origin the record
 * @param reason for people who look at dead letters; holds no value of the record
 */
public record Unacceptable(ConsumerRecord<String, byte[]> origin, String reason) {

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
