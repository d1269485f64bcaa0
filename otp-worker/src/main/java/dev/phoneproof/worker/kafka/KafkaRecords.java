package dev.phoneproof.worker.kafka;

import dev.phoneproof.events.EventMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Kafka's records to and from the events' own form. */
public final class KafkaRecords {

  private KafkaRecords() {}

  /** The record to send for a message. */
  public static ProducerRecord<String, byte[]> of(EventMessage message) {
    ProducerRecord<String, byte[]> kafkaRecord =
        new ProducerRecord<>(message.topic(), message.key(), message.data());
    message
        .headers()
        .forEach((name, value) ->
            kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return kafkaRecord;
  }

  /** A record's headers as text; of repeated ones the last. */
  public static Map<String, String> headers(Headers headers) {
    Map<String, String> texts = new HashMap<>();
    for (Header header : headers) {
      if (header.value() != null) {
        texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}
