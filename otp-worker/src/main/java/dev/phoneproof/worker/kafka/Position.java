package dev.phoneproof.worker.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a record stands. */
public record Position(String topic, int partition, long offset) {

  /** The position of a record. */
  public static Position of(ConsumerRecord<?, ?> kafkaRecord) {
    return new Position(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
  }

  TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }
}
