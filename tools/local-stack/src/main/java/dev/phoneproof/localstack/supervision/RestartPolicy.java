package dev.phoneproof.localstack.supervision;

import java.time.Duration;
import java.util.Optional;

/** How often and how soon a part that dies is started again. */
final class RestartPolicy {

  /** A life shorter than this says that starting again may not help. */
  static final Duration SHORT_LIFE = Duration.ofSeconds(30);

  /** So many short lives in a row are the end. */
  static final int MOST_SHORT_LIVES = 5;

  private int shortLives;

  /** How long to wait before the next start; empty to give up. */
  Optional<Duration> afterDeath(Duration life) {
    shortLives = life.compareTo(SHORT_LIFE) < 0 ? shortLives + 1 : 1;
    return shortLives >= MOST_SHORT_LIVES
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(1L << (shortLives - 1)));
  }
}
