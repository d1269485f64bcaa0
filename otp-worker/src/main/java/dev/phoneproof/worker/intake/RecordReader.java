package dev.phoneproof.worker.intake;

import dev.phoneproof.events.MalformedEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes events of records. */
interface RecordReader {

  /**
   * Reads a record.
   *
   * @throws MalformedEventException if it is none of the events that its topic brings
   */
  Received read(ConsumerRecord<String, byte[]> origin) throws MalformedEventException;
}
