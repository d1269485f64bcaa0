package dev.phoneproof.worker.kafka;

import dev.phoneproof.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic that the project makes, and how long what is on it may stay there: {@code
 * docs/architecture.md} has the reasons.
 */
record OwnTopic(String name, Duration retention) {

  /** The active segment is not deleted: a record can stay so much longer. */
  private static final Duration SEGMENT = Duration.ofMinutes(10);

  private static final Duration WORK = Duration.ofHours(24);
  private static final Duration DEAD_LETTERS = Duration.ofDays(7);

  /** So long it can be asked which erasures a restored database lacks. */
  private static final Duration ERASURES = Duration.ofDays(7);

  static final List<OwnTopic> ALL =
      List.of(
          new OwnTopic(Topics.REQUESTS, WORK),
          new OwnTopic(Topics.SUBMISSIONS, WORK),
          new OwnTopic(Topics.OUTCOMES, WORK),
          new OwnTopic(Topics.deadLetters(Topics.REQUESTS), DEAD_LETTERS),
          new OwnTopic(Topics.PRIVACY, ERASURES),
          new OwnTopic(Topics.deadLetters(Topics.SUBMISSIONS), DEAD_LETTERS),
          new OwnTopic(Topics.deadLetters(Topics.PRIVACY), DEAD_LETTERS));

  /** What makes records go in time. */
  Map<String, String> settings() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        // A record's time is the broker's, so a publisher's wrong clock does no harm.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime",
        TopicConfig.SEGMENT_MS_CONFIG,
        String.valueOf(SEGMENT.toMillis()),
        TopicConfig.RETENTION_MS_CONFIG,
        String.valueOf(retention.toMillis()));
  }

  /** Which of a topic's settings keep records longer than they should be kept. */
  List<String> keptTooLongBy(Map<String, String> actual) {
    List<String> wrong = new ArrayList<>();
    settings()
        .forEach((name, wanted) -> {
          String found = actual.getOrDefault(name, "");
          if (!(name.endsWith(".ms") ? isAtMost(found, wanted) : found.equals(wanted))) {
            wrong.add(name + "=" + found);
          }
        });
    return wrong.stream().sorted().toList();
  }

  /** -1 means for ever. */
  private static boolean isAtMost(String found, String wanted) {
    try {
      long millis = Long.parseLong(found);
      return millis >= 0 && millis <= Long.parseLong(wanted);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
