package dev.phoneproof.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnTopicTest {

  private final OwnTopic topic = new OwnTopic("otp.requests", Duration.ofHours(24));

  @Test
  void findsNothingWrongWithWhatTheProjectSets() {
    assertThat(topic.keptTooLongBy(topic.settings())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"retention.ms, 3600000", "retention.ms, 0", "segment.ms, 60000"})
  void allowsATopicToForgetEarlier(String setting, String value) {
    assertThat(topic.keptTooLongBy(with(setting, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "retention.ms, -1",
    "retention.ms, 86400001",
    "segment.ms, 604800000",
    "cleanup.policy, compact",
    "cleanup.policy, 'compact,delete'",
    "message.timestamp.type, CreateTime",
    "retention.ms, ''"
  })
  void namesWhatKeepsRecordsTooLong(String setting, String value) {
    assertThat(topic.keptTooLongBy(with(setting, value))).containsExactly(setting + "=" + value);
  }

  private Map<String, String> with(String setting, String value) {
    Map<String, String> settings = new HashMap<>(topic.settings());
    settings.put(setting, value);
    return settings;
  }
}
