package dev.phoneproof.simulator.fault;

import dev.phoneproof.simulator.twofactor.RateLimit;
import dev.phoneproof.simulator.twofactor.RollingLimit;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A fault in force, with what is left of it. */
public final class ActiveFault {
  private final long id;
  private final Fault fault;
  private final @Nullable AtomicInteger left;
  private final AtomicLong strikes = new AtomicLong();
  private final RollingLimit perSecond = new RollingLimit();

  ActiveFault(long id, Fault fault) {
    this.id = id;
    this.fault = fault;
    Integer count = fault.count();
    this.left = count == null ? null : new AtomicInteger(count);
  }

  public long id() {
    return id;
  }

  public Fault fault() {
    return fault;
  }

  /** How many calls it struck. */
  public long strikes() {
    return strikes.get();
  }

  /** How many calls it will still strike; null for no end. */
  public @Nullable Integer left() {
    return left == null ? null : left.get();
  }

  /** True when this fault strikes the call at hand, which uses up one of its count. */
  boolean claim(RandomGenerator random) {
    if (fault.probability() < 1 && random.nextDouble() >= fault.probability()) {
      return false;
    }
    if (left != null && left.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
      return false;
    }
    strikes.incrementAndGet();
    return true;
  }

  /** True when the call exceeds a limit of so many a second. */
  boolean exceeds(int calls, Clock clock) {
    boolean exceeded =
        perSecond.tryAcquire(RateLimit.perSecond(calls), clock.millis()).isPositive();
    if (exceeded) {
      strikes.incrementAndGet();
    }
    return exceeded;
  }

  /** Gives a claim back: the service refused the call, so there was nothing to spoil. */
  public void release() {
    strikes.decrementAndGet();
    if (left != null) {
      left.incrementAndGet();
    }
  }
}
