package dev.phoneproof.localstack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until something is ready, and no longer than its process lives. */
public final class Readiness {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Readiness() {}

  /**
   * Returns when ready.
   *
   * @throws StartFailedException when the process ended or the time is over
   */
  public static void await(
      String name, ChildProcess process, BooleanSupplier ready, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new StartFailedException(
            name
                + " ended with exit code "
                + process.onExit().join()
                + " instead of starting, see "
                + process.log());
      }
      if (System.nanoTime() > end) {
        throw new StartFailedException(
            name + " was not ready within " + patience.toSeconds() + " s, see " + process.log());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted while waiting", e);
    }
  }
}
