package dev.phoneproof.simulator.twofactor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts what happened in the last window, wherever the window begins. Exact to the millisecond up
 * to {@value #EXACT} attempts; above that, events share an entry, so that memory stays bounded, and
 * an event may be counted up to a {@value #EXACT}th of the window too long.
 */
public final class RollingLimit {
  private static final int EXACT = 4096;

  private static final class Entry {
    final long at;
    int count = 1;

    Entry(long at) {
      this.at = at;
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>(2);
  private int used;

  /**
   * Takes one attempt if there is one left.
   *
   * @return zero when taken, else how long until the next one is free
   */
  public synchronized Duration tryAcquire(RateLimit limit, long nowMillis) {
    long window = limit.window().toMillis();
    forget(nowMillis - window);
    if (used >= limit.attempts()) {
      return Duration.ofMillis(entries.getFirst().at + window - nowMillis);
    }
    add(nowMillis, limit.attempts() <= EXACT ? 1 : Math.max(1, window / EXACT));
    return Duration.ZERO;
  }

  /** Gives the newest attempt back. */
  public synchronized void undo() {
    Entry newest = entries.peekLast();
    if (newest != null) {
      used--;
      if (--newest.count == 0) {
        entries.removeLast();
      }
    }
  }

  synchronized void clear() {
    entries.clear();
    used = 0;
  }

  private void add(long nowMillis, long tick) {
    // Rounded up: an entry never leaves the window before the youngest event in it does.
    long at = Math.ceilDiv(nowMillis, tick) * tick;
    Entry newest = entries.peekLast();
    if (newest != null && newest.at >= at) {
      newest.count++;
    } else {
      entries.addLast(new Entry(at));
    }
    used++;
  }

  private void forget(long upTo) {
    while (!entries.isEmpty() && entries.getFirst().at <= upTo) {
      used -= entries.removeFirst().count;
    }
  }
}
