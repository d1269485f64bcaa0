package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.VerificationChanged;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a submission.
 *
 * @param outcome what the worker says of it
 * @param proof that the number was verified, for this caller alone; null without one
 */
record Answered(VerificationChanged outcome, @Nullable String proof) {

  /** Without the proof. */
  @Override
  public String toString() {
    return "Answered[" + outcome.verificationId() + "]";
  }
}
