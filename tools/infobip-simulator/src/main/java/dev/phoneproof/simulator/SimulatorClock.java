package dev.phoneproof.simulator;

import dev.phoneproof.simulator.http.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test may put forward, so that nobody waits 15 minutes for a PIN to expire. */
final class SimulatorClock extends Clock implements MovableClock {
  private final Clock base;
  private final AtomicLong ahead = new AtomicLong();

  SimulatorClock(Clock base) {
    this.base = base;
  }

  @Override
  public void advance(Duration by) {
    ahead.addAndGet(by.toMillis());
  }

  @Override
  public void reset() {
    ahead.set(0);
  }

  @Override
  public Duration ahead() {
    return Duration.ofMillis(ahead.get());
  }

  @Override
  public long millis() {
    return base.millis() + ahead.get();
  }

  /** In milliseconds, as everything that the simulator shows. */
  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return base.withZone(zone);
  }
}
