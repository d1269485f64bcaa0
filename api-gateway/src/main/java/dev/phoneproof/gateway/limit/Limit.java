package dev.phoneproof.gateway.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;

/** A limit as it applies to one caller. */
interface Limit {

  /** How long until there is one more to take; zero when there is one now. */
  Duration untilNext();

  /** Takes one; false when somebody else was faster. */
  boolean take();

  /**
   * Takes one of each limit or none of any, so that a call which one limit refuses is not counted
   * by the others.
   *
   * @return zero when taken, else how long to wait for the slowest
   */
  static Duration takeOfEach(List<Limit> limits) {
    Duration wait =
        limits.stream().map(Limit::untilNext).max(Duration::compareTo).orElse(Duration.ZERO);
    if (!wait.isZero()) {
      return wait;
    }
    for (Limit limit : limits) {
      if (!limit.take()) {
        // It may have come back in the meantime; a refusal it is all the same.
        return limit.untilNext().plusNanos(1);
      }
    }
    return Duration.ZERO;
  }

  /** The limit that one bucket is. */
  static Limit of(Bucket bucket) {
    return new Limit() {
      @Override
      public Duration untilNext() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
      }

      @Override
      public boolean take() {
        return bucket.tryConsume(1);
      }
    };
  }
}
