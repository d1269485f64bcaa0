package dev.phoneproof.gateway.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;

/** What a call took of its limits, or how long it must wait because it got nothing. */
public final class Charge {

  /** Of a call that costs nothing. */
  public static final Charge NONE = new Charge(Duration.ZERO, List.of());

  private final Duration wait;
  private final List<Bucket> buckets;

  private Charge(Duration wait, List<Bucket> buckets) {
    this.wait = wait;
    this.buckets = List.copyOf(buckets);
  }

  static Charge of(List<Bucket> buckets) {
    return new Charge(Duration.ZERO, buckets);
  }

  static Charge refused(Duration wait) {
    return new Charge(wait, List.of());
  }

  /** Zero when all was there. */
  Duration untilNext() {
    return wait;
  }

  /** Does what was paid for; what fails costs nothing. */
  public void pays(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      giveBack();
      throw e;
    }
  }

  void giveBack() {
    buckets.forEach(bucket -> bucket.addTokens(1));
  }
}
