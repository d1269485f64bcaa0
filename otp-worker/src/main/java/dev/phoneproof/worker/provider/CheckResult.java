package dev.phoneproof.worker.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after asking for a check of a PIN. */
public sealed interface CheckResult {

  /** {@code verified: true} for this very {@code pinId}, without an error. */
  record Right() implements CheckResult {}

  /** Not the PIN. */
  record Wrong() implements CheckResult {}

  /** The provider counts no further attempts. */
  record NoMoreAttempts() implements CheckResult {}

  /** The PIN's life is over at the provider. */
  record TooLate() implements CheckResult {}

  /**
   * Surely not checked: too many requests for this number.
   *
   * @param retryAfter the provider's wish; null if it named none
   */
  record Throttled(@Nullable Duration retryAfter) implements CheckResult {}

  /** Surely not checked. */
  record NotSent(Cause cause) implements CheckResult {}

  /** Surely not checked: nobody can read the PIN any more; no repeat helps. */
  record Unreadable() implements CheckResult {}

  /** It may have been checked. */
  record Unknown() implements CheckResult {}
}
