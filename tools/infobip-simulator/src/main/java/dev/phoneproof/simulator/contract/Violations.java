package dev.phoneproof.simulator.contract;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest violations and how many there were in all. */
public final class Violations {
  private static final int KEPT = 1_000;

  private final Clock clock;
  private final Deque<Violation> newest = new ArrayDeque<>();
  private long total;

  public Violations(Clock clock) {
    this.clock = clock;
  }

  public synchronized void record(String request, List<Problem> problems) {
    total++;
    newest.addLast(new Violation(clock.instant(), request, problems));
    if (newest.size() > KEPT) {
      newest.removeFirst();
    }
  }

  /** Oldest first. */
  public synchronized List<Violation> all() {
    return List.copyOf(newest);
  }

  public synchronized long total() {
    return total;
  }

  public synchronized void clear() {
    newest.clear();
    total = 0;
  }
}
