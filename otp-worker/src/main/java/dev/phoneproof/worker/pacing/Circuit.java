package dev.phoneproof.worker.pacing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Stops calls of one kind while most of them fail, so that few people's messages become uncertain:
 * after a pause some calls try whether the provider works again. Each worker has its own.
 */
public final class Circuit {

  private static final int SECONDS_LOOKED_AT = 10;
  private static final int FEWEST_CALLS = 20;
  private static final int FAILING_PERCENT = 50;
  private static final int TRIALS = 3;

  /** A trial whose result never came must not keep the circuit from closing. */
  private static final Duration LONGEST_TRIAL = Duration.ofSeconds(45);

  private final CircuitBreaker breaker;

  Circuit(String name, Duration pause) {
    breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    SECONDS_LOOKED_AT,
                    FEWEST_CALLS,
                    SlidingWindowType.TIME_BASED,
                    CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .failureRateThreshold(FAILING_PERCENT)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .maxWaitDurationInHalfOpenState(LONGEST_TRIAL)
                .recordResult(Boolean.FALSE::equals)
                .build());
  }

  /**
   * Lets calls begin; each must be followed by {@link #ended} or {@link #giveBack}.
   *
   * @return how many of those wanted
   */
  public int take(int wanted) {
    int taken = 0;
    while (taken < wanted && breaker.tryAcquirePermission()) {
      taken++;
    }
    return taken;
  }

  /** Calls that were let through and not made. */
  public void giveBack(int count) {
    for (int i = 0; i < count; i++) {
      breaker.releasePermission();
    }
  }

  /**
   * A call has ended.
   *
   * @param worked whether the provider did its work, be the answer a refusal
   */
  public void ended(boolean worked) {
    breaker.onResult(0, TimeUnit.NANOSECONDS, worked);
  }

  /** Whether all calls are let through. */
  public boolean isClosed() {
    return breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  /** For people: {@code closed} when calls are made, {@code half_open} while some try. */
  public String state() {
    return breaker.getState().name().toLowerCase(Locale.ROOT);
  }
}
