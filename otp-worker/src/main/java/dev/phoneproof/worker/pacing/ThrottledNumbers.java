package dev.phoneproof.worker.pacing;

import dev.phoneproof.worker.verification.Msisdn;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Tells a provider that is called too fast from a number that is asked for too often: both answer
 * 429, but only the first concerns several numbers.
 */
final class ThrottledNumbers {

  /** So long is looked at before anything is concluded, and at most. */
  private static final long SHORTEST_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int SEVERAL = 3;

  /** Fewer are people who ask too often, not a limit of all. */
  private static final double NOTABLE_SHARE = 0.1;

  /** A little below what was accepted, so that what waits does not meet the limit at once. */
  private static final double MARGIN = 0.9;

  /** A moment without any success says little about the limit. */
  private static final double LEAST_SHARE = 0.2;

  private final Set<Msisdn> numbers = new HashSet<>();
  private long since;
  private long slowedAt;
  private int calls;
  private int throttled;

  /** Looks from now on; in {@link System#nanoTime()}. */
  ThrottledNumbers(long now) {
    since = now;
    slowedAt = now;
  }

  /**
   * Notes the end of a call.
   *
   * @param startedAt when it began; calls older than the last conclusion say nothing new
   * @return the share of what was used to go on with; empty when nothing speaks for slowing
   */
  synchronized OptionalDouble note(Msisdn number, boolean wasThrottled, long startedAt, long now) {
    if (startedAt - slowedAt < 0) {
      return OptionalDouble.empty();
    }
    if (now - since >= LONGEST_NANOS) {
      startAgain(now);
    }
    calls++;
    if (wasThrottled) {
      throttled++;
      numbers.add(number);
    }
    boolean several = numbers.size() >= SEVERAL && throttled >= calls * NOTABLE_SHARE;
    if (!several || now - since < SHORTEST_NANOS) {
      return OptionalDouble.empty();
    }
    double accepted = 1.0 - (double) throttled / calls;
    startAgain(now);
    slowedAt = now;
    return OptionalDouble.of(Math.max(LEAST_SHARE, accepted * MARGIN));
  }

  private void startAgain(long now) {
    since = now;
    calls = 0;
    throttled = 0;
    numbers.clear();
  }
}
