package dev.phoneproof.worker.provider;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long a try that surely reached nobody waits: exponential with jitter, or as long as the
 * provider asked for if that is longer. The wait is spent in the ledger, not in a thread, so that
 * it holds no lease and survives a crash.
 */
@Component
public class Backoff {

  private static final double FACTOR = 2.0;
  private static final double JITTER = 0.5;

  private final RetryConfig retry;

  Backoff(ProviderPolicy policy) {
    IntervalFunction exponential =
        IntervalFunction.ofExponentialRandomBackoff(
            policy.firstBackoff(), FACTOR, JITTER, policy.longestBackoff());
    retry =
        RetryConfig.<Asked>custom()
            .intervalBiFunction((attempt, outcome) ->
                Math.max(exponential.apply(attempt), outcome.get().pause().toMillis()))
            .build();
  }

  /**
   * The wait before the next try.
   *
   * @param failed tries so far, at least 1
   * @param retryAfter the provider's wish; null if it named none
   */
  public Duration after(int failed, @Nullable Duration retryAfter) {
    Asked asked = new Asked(retryAfter == null ? Duration.ZERO : retryAfter);
    Long millis = retry.<Asked>getIntervalBiFunction().apply(failed, Either.right(asked));
    return Duration.ofMillis(millis);
  }

  private record Asked(Duration pause) {}
}
