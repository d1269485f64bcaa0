package dev.phoneproof.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one submission.
 *
 * @param submissionId the submission
 * @param verdict what became of it
 * @param retryAt when another try makes sense; null if nothing is known
 * @param proof a compact JWE that opens with the submission's {@link ReplyKey} alone; null when
 *     there is none
 */
public record Answer(
    UUID submissionId, Verdict verdict, @Nullable Instant retryAt, @Nullable String proof) {

  /** One without a proof. */
  public Answer(UUID submissionId, Verdict verdict, @Nullable Instant retryAt) {
    this(submissionId, verdict, retryAt, null);
  }

  /** Without the proof, sealed as it is. */
  @Override
  public String toString() {
    return "Answer[" + submissionId + " " + verdict + "]";
  }
}
