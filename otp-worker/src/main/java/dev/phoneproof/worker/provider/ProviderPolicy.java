package dev.phoneproof.worker.provider;

import static dev.phoneproof.worker.settings.RefusedSettingException.unlessWithin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls are made and repeated.
 *
 * @param callTimeout hard bound of one call, connecting included; 1 s to 30 s
 * @param connectTimeout bound of connecting
 * @param inFlight calls at a time, sends and checks each; 1 to 10,000
 * @param firstBackoff wait after a first try that surely reached nobody; doubled each time, with
 *     jitter
 * @param longestBackoff bound of that wait
 */
@ConfigurationProperties("phoneproof.provider")
public record ProviderPolicy(
    @DefaultValue("10s") Duration callTimeout,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("512") int inFlight,
    @DefaultValue("500ms") Duration firstBackoff,
    @DefaultValue("15s") Duration longestBackoff) {

  /** What a lease has beyond the call's time-out: {@code docs/ledger.md}, leases. */
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

  /** How long a call is guarded. */
  public Duration lease() {
    return callTimeout.plus(LEASE_MARGIN);
  }

  /**
   * Until when a call may begin, so that it ends within its lease.
   *
   * @param claimedAt when it was claimed, in {@link System#nanoTime()}
   */
  public long latestStart(long claimedAt) {
    return claimedAt + LEASE_MARGIN.toNanos();
  }

  /** Checks the bounds. */
  public ProviderPolicy {
    Duration second = Duration.ofSeconds(1);
    Duration least = Duration.ofMillis(10);
    unlessWithin("PHONEPROOF_PROVIDER_CALL_TIMEOUT", callTimeout, second, Duration.ofSeconds(30));
    unlessWithin("PHONEPROOF_PROVIDER_CONNECT_TIMEOUT", connectTimeout, least, callTimeout);
    unlessWithin("PHONEPROOF_PROVIDER_IN_FLIGHT", inFlight, 1, 10_000);
    unlessWithin(
        "PHONEPROOF_PROVIDER_LONGEST_BACKOFF", longestBackoff, second, Duration.ofMinutes(1));
    unlessWithin("PHONEPROOF_PROVIDER_FIRST_BACKOFF", firstBackoff, least, longestBackoff);
  }
}
