package dev.phoneproof.gateway.publishing;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a caller waits for Kafka.
 *
 * @param timeout until an event counts as not known to be accepted; at most 2.5 s, so that the
 *     caller has an answer within 3 s
 * @param linger how long a record waits for others to travel with
 */
@ConfigurationProperties("phoneproof.publishing")
public record PublishingSettings(
    @DefaultValue("2500ms") Duration timeout, @DefaultValue("2ms") Duration linger) {

  private static final Duration MIN_TIMEOUT = Duration.ofMillis(500);
  private static final Duration MAX_TIMEOUT = Duration.ofMillis(2500);
  private static final Duration MAX_LINGER = Duration.ofMillis(100);

  /** Refuses times that would break the promise of an answer within 3 s. */
  public PublishingSettings {
    if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new RefusedSettingException(
          "PHONEPROOF_PUBLISHING_TIMEOUT", "must be between 500ms and 2500ms");
    }
    if (linger.isNegative() || linger.compareTo(MAX_LINGER) > 0) {
      throw new RefusedSettingException(
          "PHONEPROOF_PUBLISHING_LINGER", "must be between 0ms and 100ms");
    }
  }
}
