package dev.phoneproof.worker.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.intake.DeadLetter;
import dev.phoneproof.worker.kafka.Position;
import dev.phoneproof.worker.kafka.TopicReader;
import dev.phoneproof.worker.kafka.TopicReaders;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the newest dead letters. */
@RestController
final class DeadLettersController {

  private static final int MOST = 500;

  private final TopicReaders readers;

  DeadLettersController(TopicReaders readers) {
    this.readers = readers;
  }

  @GetMapping("/operator/v1/dead-letters")
  Letters newest(@RequestParam String topic, @RequestParam(defaultValue = "100") int limit) {
    if (!ReplayRequest.TOPICS.contains(topic) || limit < 1 || limit > MOST) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
    try (TopicReader reader = readers.open()) {
      Map<ConsumerRecord<String, byte[]>, DeadLetter> letters = new LinkedHashMap<>();
      for (ConsumerRecord<String, byte[]> letter :
          reader.newest(Topics.deadLetters(topic), limit)) {
        DeadLetter.read(letter).ifPresent(content -> letters.put(letter, content));
      }
      Set<Position> held =
          reader.held(
              letters.values().stream().map(DeadLetter::origin).collect(Collectors.toSet()));
      return new Letters(
          letters.entrySet().stream()
              .map(one ->
                  Letter.of(one.getKey(), one.getValue(), held.contains(one.getValue().origin())))
              .toList());
    }
  }

  record Letters(List<Letter> letters) {}

  /**
   * A dead letter.
   *
   * @param original where the record stands; goes into a replay as it is
   * @param replayable whether the topic still holds the record
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Letter(
      String topic,
      int partition,
      long offset,
      @Time Instant at,
      String reason,
      Position original,
      @Time Instant originalAt,
      @Nullable String id,
      @Nullable String type,
      boolean replayable) {

    static Letter of(ConsumerRecord<?, ?> letter, DeadLetter content, boolean replayable) {
      return new Letter(
          letter.topic(),
          letter.partition(),
          letter.offset(),
          Instant.ofEpochMilli(letter.timestamp()),
          content.reason(),
          content.origin(),
          content.recordedAt(),
          content.id(),
          content.type(),
          replayable);
    }
  }
}
