package dev.phoneproof.worker.intake;

import dev.phoneproof.events.EventType;
import dev.phoneproof.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Records that nobody could take in. A dead letter says why and where the record stands; it has
 * neither the record's value nor a header of free form, for a number or a PIN can be anywhere in
 * them. The value is at its position for as long as the topic holds it.
 */
@Component
class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final KafkaTemplate<String, byte[]> kafka;

  DeadLetters(KafkaTemplate<String, byte[]> kafka) {
    this.kafka = kafka;
  }

  /** Returns when Kafka has it; throws when it has not, so that the batch comes again. */
  void add(Unacceptable unacceptable) {
    ConsumerRecord<String, byte[]> origin = unacceptable.origin();
    LOG.warn(
        "Dead letter: {} partition {} offset {}: {}",
        origin.topic(),
        origin.partition(),
        origin.offset(),
        unacceptable.reason());
    try {
      kafka.send(letter(unacceptable)).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("dead letter not acknowledged", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private static ProducerRecord<String, byte[]> letter(Unacceptable unacceptable) {
    ConsumerRecord<String, byte[]> origin = unacceptable.origin();
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(Topics.deadLetters(origin.topic()), uuid(origin.key()), NOTHING);
    header(letter, "content-type", "application/json");
    header(letter, "dlt-reason", unacceptable.reason());
    header(letter, "dlt-original-topic", origin.topic());
    header(letter, "dlt-original-partition", String.valueOf(origin.partition()));
    header(letter, "dlt-original-offset", String.valueOf(origin.offset()));
    header(letter, "dlt-original-timestamp", String.valueOf(origin.timestamp()));
    header(letter, "ce_id", uuid(text(origin, "ce_id")));
    header(
        letter,
        "ce_type",
        EventType.ofCeType(String.valueOf(text(origin, "ce_type")))
            .map(EventType::ceType)
            .orElse(null));
    return letter;
  }

  private static void header(
      ProducerRecord<String, byte[]> letter, String name, @Nullable String value) {
    if (value != null) {
      letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static @Nullable String text(ConsumerRecord<String, byte[]> origin, String name) {
    Header header = origin.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static @Nullable String uuid(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text).toString();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
