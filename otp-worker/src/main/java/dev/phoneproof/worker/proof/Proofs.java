package dev.phoneproof.worker.proof;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.sealing.SealedProof;
import dev.phoneproof.worker.ledger.Answers;
import dev.phoneproof.worker.storage.Sealed;
import dev.phoneproof.worker.storage.UnopenableException;
import dev.phoneproof.worker.storage.Vault;
import dev.phoneproof.worker.verification.Submission;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the proof of a right PIN, and gives it to those who asked for it, to each under its key.
 */
@Component
public class Proofs implements Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

  private final ProofSigner signer;
  private final ReplyKeys replyKeys;
  private final Vault vault;

  Proofs(ProofSigner signer, ReplyKeys replyKeys, Vault vault) {
    this.signer = signer;
    this.replyKeys = replyKeys;
    this.vault = vault;
  }

  /**
   * Makes the proof that a right PIN was typed. It is given to nobody before it is committed with
   * the verdict.
   *
   * @param pin what was typed
   * @return it, sealed for its submission's row; empty when the number does not open any more
   */
  public Optional<byte[]> make(ProofSubject subject, Sealed pin) {
    try {
      String proof = signer.sign(subject, vault.open(subject.number()));
      KeptProof kept = KeptProof.of(proof, subject.submissionId(), vault.openPin(pin));
      return Optional.of(vault.sealProof(subject.submissionId(), kept.text()));
    } catch (UnopenableException e) {
      LOG.error("No proof of {}: {}", subject, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public List<Answer> of(Submission submission) {
    List<ReplyKey> askers = replyKeys.open(submission.id(), submission.sealedReplyKeys());
    return answers(submission, kept(submission).map(KeptProof::proof), askers);
  }

  @Override
  public List<Answer> of(Submission submission, Collection<OtpSubmitted> repeats) {
    Optional<KeptProof> kept = kept(submission);
    List<ReplyKey> askers =
        repeats.stream()
            .filter(repeat -> kept.isPresent() && isOf(repeat, submission, kept.get()))
            .map(OtpSubmitted::replyKey)
            .filter(Objects::nonNull)
            .toList();
    return answers(submission, kept.map(KeptProof::proof), askers);
  }

  /**
   * An id can be read in Kafka by others who may write there. What they do not know is the PIN: who
   * brings another one gets no proof.
   */
  private static boolean isOf(OtpSubmitted repeat, Submission submission, KeptProof kept) {
    return repeat.verificationId().equals(submission.verificationId())
        && repeat.clientId().equals(submission.clientId())
        && kept.isFor(submission.id(), repeat.pin().plain().orElseThrow());
  }

  private static List<Answer> answers(
      Submission submission, Optional<String> proof, List<ReplyKey> askers) {
    return proof.isEmpty() || askers.isEmpty()
        ? List.of(answer(submission, null))
        : askers.stream()
            .map(key -> answer(submission, SealedProof.seal(proof.get(), key)))
            .toList();
  }

  private static Answer answer(Submission submission, @Nullable String sealedProof) {
    Verdict verdict = Objects.requireNonNull(submission.verdict());
    return new Answer(submission.id(), verdict, submission.retryAt(), sealedProof);
  }

  private Optional<KeptProof> kept(Submission submission) {
    byte[] sealed = submission.sealedProof();
    if (sealed == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(KeptProof.parse(vault.openProof(submission.id(), sealed)));
    } catch (UnopenableException e) {
      LOG.error("The proof of {} does not open: {}", submission.id(), e.getMessage());
      return Optional.empty();
    }
  }
}
