package dev.phoneproof.simulator.fault;

import dev.phoneproof.simulator.contract.CallKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The faults in force, in the order in which they were defined. */
public final class Faults {
  private static final int MOST = 200;

  private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private final RandomGenerator random;
  private final Clock clock;

  public Faults(RandomGenerator random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /**
   * What a call meets: latencies add up, and the first other fault that strikes decides.
   *
   * @param struck null when the call goes on as usual
   */
  public record Plan(Duration delay, @Nullable ActiveFault struck) {
    static final Plan NOTHING = new Plan(Duration.ZERO, null);

    public @Nullable Effect effect() {
      return struck == null ? null : struck.fault().effect();
    }
  }

  /**
   * Puts a fault in force, behind those that are.
   *
   * @throws IllegalArgumentException when there are too many
   */
  public ActiveFault add(Fault fault) {
    if (active.size() >= MOST) {
      throw new IllegalArgumentException("at most " + MOST + " faults at a time");
    }
    ActiveFault added = new ActiveFault(ids.incrementAndGet(), fault);
    active.add(added);
    return added;
  }

  public List<ActiveFault> all() {
    return List.copyOf(active);
  }

  public boolean remove(long id) {
    return active.removeIf(fault -> fault.id() == id);
  }

  public void clear() {
    active.clear();
  }

  /**
   * Decides for one call and uses up what strikes it.
   *
   * @param number the number that the call is about, empty when it is about none
   */
  public Plan plan(CallKind call, String number) {
    if (active.isEmpty()) {
      return Plan.NOTHING;
    }
    Duration delay = Duration.ZERO;
    ActiveFault struck = null;
    for (ActiveFault candidate : active) {
      if (!candidate.fault().concerns(call, number)) {
        continue;
      }
      if (candidate.fault().effect() instanceof Effect.Latency latency) {
        delay = candidate.claim(random) ? delay.plus(draw(latency)) : delay;
      } else if (struck == null && strikes(candidate)) {
        struck = candidate;
      }
    }
    return new Plan(delay, struck);
  }

  private boolean strikes(ActiveFault candidate) {
    return candidate.fault().effect() instanceof Effect.PerSecond(int calls)
        ? candidate.exceeds(calls, clock)
        : candidate.claim(random);
  }

  private Duration draw(Effect.Latency latency) {
    long spread = latency.max().minus(latency.min()).toMillis();
    return spread == 0 ? latency.min() : latency.min().plusMillis(random.nextLong(spread + 1));
  }
}
