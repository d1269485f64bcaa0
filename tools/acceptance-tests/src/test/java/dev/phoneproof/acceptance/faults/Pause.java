package dev.phoneproof.acceptance.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Time that passes while something is broken. Nothing is waited for, so nothing can come early. */
final class Pause {

  private Pause() {}

  static void of(Duration duration) {
    await()
        .pollInterval(duration)
        .pollDelay(duration)
        .atMost(duration.plusSeconds(30))
        .until(() -> true);
  }
}
