package dev.phoneproof.worker.intake;

import dev.phoneproof.events.Event;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event as it came.
 *
 * @param eventId its CloudEvents id
 * @param source its CloudEvents source
 * @param event what it says
 * @param recordedAt the record's time in Kafka, by the broker's clock
 * @param origin the record
 */
public record Received(
    String eventId,
    String source,
    Event event,
    Instant recordedAt,
    ConsumerRecord<String, byte[]> origin)
    implements Reading {

  /** Without the record: its value can hold a number or a PIN. */
  @Override
  public String toString() {
    return "Received[" + event.type() + " " + event.key() + "]";
  }
}
