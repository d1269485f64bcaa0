package dev.phoneproof.worker.pacing;

import java.util.concurrent.Semaphore;

/**
 * Bound of the calls of one kind that are in flight or whose result is not committed yet. A slot is
 * taken before a row is claimed, so that waiting rows hold no lease.
 */
public final class Slots {

  private final Semaphore free;

  /** All of them free. */
  public Slots(int size) {
    free = new Semaphore(size);
  }

  /**
   * Takes as many as are free.
   *
   * @param wanted the most to take
   * @return how many were taken, 0 if none is free
   */
  public int take(int wanted) {
    for (int count = Math.min(wanted, free.availablePermits());
        count > 0;
        count = Math.min(wanted, free.availablePermits())) {
      if (free.tryAcquire(count)) {
        return count;
      }
    }
    return 0;
  }

  /** Gives slots back. */
  public void release(int count) {
    if (count > 0) {
      free.release(count);
    }
  }

  /** How many are free. */
  public int free() {
    return free.availablePermits();
  }
}
