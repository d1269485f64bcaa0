package dev.phoneproof.worker.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes events of records. */
interface RecordReader {

  /** Reads a record and opens what is sealed in it. */
  Reading read(ConsumerRecord<String, byte[]> origin);
}
