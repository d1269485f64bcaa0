package dev.phoneproof.worker.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What stands at a position. */
public sealed interface Original {

  /** The record, with its own time. */
  record Present(ConsumerRecord<String, byte[]> kafkaRecord) implements Original {

    /** Without the record: its value can hold a number or a PIN. */
    @Override
    public String toString() {
      return "Present[" + Position.of(kafkaRecord) + "]";
    }
  }

  /** Nothing, and why. */
  enum Missing implements Original {
    /** The topic no longer holds it, or does not hold it yet. */
    RECORD_GONE,
    /** The topic has no such partition. */
    NO_SUCH_PARTITION
  }
}
