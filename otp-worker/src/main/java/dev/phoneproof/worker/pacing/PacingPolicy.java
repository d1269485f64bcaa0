package dev.phoneproof.worker.pacing;

import static dev.phoneproof.worker.settings.RefusedSettingException.unlessWithin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast the provider is called at most, and when it is left alone.
 *
 * @param permitsPerSecond sends, resends and look-ups of all workers together in a second; what the
 *     account is allowed, if that is known: below it the workers find the provider's limit
 *     themselves; 1 to 100,000
 * @param circuitPause how long calls of one kind stop after most of them have failed; 100 ms to 1
 *     min
 * @param mostWaiting verifications that may wait to be sent before the topic of requests is paused;
 *     1 to 10,000,000
 */
@ConfigurationProperties("phoneproof.pacing")
public record PacingPolicy(
    @DefaultValue("1000") int permitsPerSecond,
    @DefaultValue("2s") Duration circuitPause,
    @DefaultValue("100000") int mostWaiting) {

  /** Checks the bounds. */
  public PacingPolicy {
    unlessWithin("PHONEPROOF_PACING_PERMITS_PER_SECOND", permitsPerSecond, 1, 100_000);
    unlessWithin(
        "PHONEPROOF_PACING_CIRCUIT_PAUSE",
        circuitPause,
        Duration.ofMillis(100),
        Duration.ofMinutes(1));
    unlessWithin("PHONEPROOF_PACING_MOST_WAITING", mostWaiting, 1, 10_000_000);
  }
}
