package dev.phoneproof.gateway.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A clock for buckets that the test moves. */
final class ManualTime implements TimeMeter {

  private volatile long nanos;

  void move(Duration by) {
    nanos += by.toNanos();
  }

  @Override
  public long currentTimeNanos() {
    return nanos;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }
}
