package dev.phoneproof.worker.provider;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
    @NotNull @DefaultValue("10s") Duration callTimeout,
    @NotNull @DefaultValue("3s") Duration connectTimeout,
    @Min(1) @Max(10_000) @DefaultValue("512") int inFlight,
    @NotNull @DefaultValue("500ms") Duration firstBackoff,
    @NotNull @DefaultValue("15s") Duration longestBackoff) {

  /** What a lease has beyond the call's time-out: {@code docs/ledger.md}, leases. */
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

  /** How long a call is guarded. */
  public Duration lease() {
    return callTimeout.plus(LEASE_MARGIN);
  }

  /** Bounds of {@code callTimeout}. */
  @AssertTrue(message = "phoneproof.provider.call-timeout must be from 1 s to 30 s")
  public boolean isCallTimeoutBounded() {
    return callTimeout.toSeconds() >= 1 && callTimeout.compareTo(Duration.ofSeconds(30)) <= 0;
  }

  /** Bounds of {@code connectTimeout}. */
  @AssertTrue(
      message = "phoneproof.provider.connect-timeout must be positive and below call-timeout")
  public boolean isConnectTimeoutBounded() {
    return connectTimeout.toMillis() > 0 && connectTimeout.compareTo(callTimeout) < 0;
  }

  /** Order of the two waits. */
  @AssertTrue(
      message = "phoneproof.provider.first-backoff must be positive and below longest-backoff")
  public boolean isBackoffOrdered() {
    return firstBackoff.toMillis() > 0 && firstBackoff.compareTo(longestBackoff) < 0;
  }
}
