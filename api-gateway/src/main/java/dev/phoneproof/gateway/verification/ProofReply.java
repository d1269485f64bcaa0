package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.events.sealing.SealedProof;
import java.util.Optional;

/**
 * How one call gets its proof back: under a key that it alone and the worker have. Who else
 * publishes outcomes has no key, and so no proof to give.
 *
 * @param key of this call
 */
record ProofReply(ReplyKey key) {

  /** Not when its proof is for a repeat of this submission: that of this call is still to come. */
  boolean isFor(VerificationChanged outcome) {
    Answer answer = outcome.answer();
    return answer != null && (answer.proof() == null || proofIn(outcome).isPresent());
  }

  /** The proof of a verified number; empty without one. */
  Optional<String> proofIn(VerificationChanged outcome) {
    Answer answer = outcome.answer();
    if (answer == null || answer.verdict() != Verdict.VERIFIED || answer.proof() == null) {
      return Optional.empty();
    }
    return SealedProof.open(answer.proof(), key);
  }

  @Override
  public String toString() {
    return "ProofReply[redacted]";
  }
}
