package dev.phoneproof.worker.intake;

import dev.phoneproof.events.EventType;
import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.kafka.KafkaRecords;
import dev.phoneproof.worker.kafka.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that nobody could take in. It says why and where the record stands; it has neither the
 * record's value nor a header of free form, for a number or a PIN can be anywhere in them. The
 * value is at its position for as long as the topic holds it.
 *
 * @param reason why; names a member but never a value
 * @param origin where the record stands
 * @param recordedAt the record's time in Kafka
 * @param key its key, if that is a UUID
 * @param id its CloudEvents id, if that is a UUID
 * @param type its CloudEvents type, if that is one of ours
 */
public record DeadLetter(
    String reason,
    Position origin,
    Instant recordedAt,
    @Nullable String key,
    @Nullable String id,
    @Nullable String type) {

  private static final String REASON = "dlt-reason";
  private static final String TOPIC = "dlt-original-topic";
  private static final String PARTITION = "dlt-original-partition";
  private static final String OFFSET = "dlt-original-offset";
  private static final String TIMESTAMP = "dlt-original-timestamp";
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  static DeadLetter of(Unacceptable unacceptable) {
    ConsumerRecord<String, byte[]> origin = unacceptable.origin();
    Map<String, String> headers = KafkaRecords.headers(origin.headers());
    return new DeadLetter(
        unacceptable.reason(),
        Position.of(origin),
        Instant.ofEpochMilli(origin.timestamp()),
        uuid(origin.key()),
        uuid(headers.get("ce_id")),
        type(headers.get("ce_type")));
  }

  /** Reads a record of a dead-letter topic; empty if it is none of the worker's letters. */
  public static Optional<DeadLetter> read(ConsumerRecord<String, byte[]> letter) {
    Map<String, String> headers = KafkaRecords.headers(letter.headers());
    try {
      return Optional.of(
          new DeadLetter(
              headers.getOrDefault(REASON, ""),
              new Position(
                  headers.getOrDefault(TOPIC, ""),
                  Integer.parseInt(headers.getOrDefault(PARTITION, "")),
                  Long.parseLong(headers.getOrDefault(OFFSET, ""))),
              Instant.ofEpochMilli(Long.parseLong(headers.getOrDefault(TIMESTAMP, ""))),
              uuid(letter.key()),
              uuid(headers.get("ce_id")),
              type(headers.get("ce_type"))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  ProducerRecord<String, byte[]> toSend() {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(Topics.deadLetters(origin.topic()), key, NOTHING);
    header(letter, "content-type", "application/json");
    header(letter, REASON, reason);
    header(letter, TOPIC, origin.topic());
    header(letter, PARTITION, String.valueOf(origin.partition()));
    header(letter, OFFSET, String.valueOf(origin.offset()));
    header(letter, TIMESTAMP, String.valueOf(recordedAt.toEpochMilli()));
    header(letter, "ce_id", id);
    header(letter, "ce_type", type);
    return letter;
  }

  private static void header(
      ProducerRecord<String, byte[]> letter, String name, @Nullable String value) {
    if (value != null) {
      letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static @Nullable String type(@Nullable String text) {
    return EventType.ofCeType(String.valueOf(text)).map(EventType::ceType).orElse(null);
  }

  private static @Nullable String uuid(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text).toString();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
