package dev.phoneproof.simulator.twofactor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One phone number as one application knows it. */
final class Subscriber {
  private static final int KEPT = 100;

  private final RollingLimit sends = new RollingLimit();
  private final RollingLimit verifies = new RollingLimit();
  private final Deque<PinSession> newest = new ArrayDeque<>(2);

  RollingLimit sends() {
    return sends;
  }

  RollingLimit verifies() {
    return verifies;
  }

  synchronized void add(PinSession session) {
    newest.addLast(session);
    if (newest.size() > KEPT) {
      newest.removeFirst();
    }
  }

  /** Oldest first. */
  synchronized List<PinSession> sessions() {
    return List.copyOf(newest);
  }
}
