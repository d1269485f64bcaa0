package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.events.sealing.SealedProof;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * How one call gets its proof back: under a key that it alone and the worker have. Who else
 * publishes outcomes has no key, and so no proof to give.
 *
 * @param key of this call
 * @param thumbprint of the key: what is sealed for another call is not even tried
 */
record ProofReply(ReplyKey key, String thumbprint) {

  /** One for a new call. */
  static ProofReply random(SecureRandom random) {
    ReplyKey key = ReplyKey.random(random);
    return new ProofReply(key, key.thumbprint());
  }

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
    String sealed = answer.proof();
    return SealedProof.thumbprintIn(sealed)
        .filter(thumbprint::equals)
        .flatMap(mine -> SealedProof.open(sealed, key));
  }

  @Override
  public String toString() {
    return "ProofReply[redacted]";
  }
}
