package dev.phoneproof.worker.proof;

import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.storage.Sealed;
import java.util.UUID;

/**
 * What a proof will be about, as the ledger's own rows have it: nothing of it comes from whoever
 * submitted the PIN.
 *
 * @param submissionId the submission whose PIN is checked
 * @param verificationId its verification
 * @param clientId the verification's client
 * @param number of the verification; is opened for the proof alone
 * @param channel how the newest PIN went
 * @param purpose what the verification is for
 * @param callerData what the client attached
 */
public record ProofSubject(
    UUID submissionId,
    UUID verificationId,
    String clientId,
    Sealed number,
    Channel channel,
    String purpose,
    CallerData callerData) {

  /** Ids alone. */
  @Override
  public String toString() {
    return "ProofSubject[" + verificationId + " " + submissionId + "]";
  }
}
