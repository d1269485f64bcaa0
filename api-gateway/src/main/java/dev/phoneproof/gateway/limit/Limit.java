package dev.phoneproof.gateway.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A limit as it applies to one caller. */
interface Limit {

  /** How long until there is one more to take; zero when there is one now. */
  Duration untilNext();

  /** Takes one; the buckets that it was taken from, none when somebody else was faster. */
  List<Bucket> take();

  /**
   * Takes one of each limit or none of any, so that a call which one limit refuses is not counted
   * by the others.
   */
  static Charge takeOfEach(List<Limit> limits) {
    Duration wait =
        limits.stream().map(Limit::untilNext).max(Duration::compareTo).orElse(Duration.ZERO);
    if (!wait.isZero()) {
      return Charge.refused(wait);
    }
    List<Bucket> taken = new ArrayList<>();
    for (Limit limit : limits) {
      List<Bucket> some = limit.take();
      if (some.isEmpty()) {
        Charge.of(taken).giveBack();
        // It may have come back in the meantime; a refusal it is all the same.
        return Charge.refused(limit.untilNext().plusNanos(1));
      }
      taken.addAll(some);
    }
    return Charge.of(taken);
  }

  /** The limit that one bucket is. */
  static Limit of(Bucket bucket) {
    return new Limit() {
      @Override
      public Duration untilNext() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
      }

      @Override
      public List<Bucket> take() {
        return bucket.tryConsume(1) ? List.of(bucket) : List.of();
      }
    };
  }
}
