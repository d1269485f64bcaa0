package dev.phoneproof.worker.submission;

import dev.phoneproof.worker.proof.ProofSubject;
import dev.phoneproof.worker.storage.Sealed;
import java.util.UUID;

/**
 * A typed PIN whose row this instance has leased.
 *
 * @param pinId Infobip's id of what was sent
 * @param pin what was typed; is opened for the call alone
 * @param subject what a proof would be about
 * @param proofWanted whether somebody asks for one so far
 * @param call which call of this submission it is, from 1
 * @param latestStart after it the call could outlive its lease; in {@link System#nanoTime()}
 */
record ClaimedCheck(
    UUID submissionId,
    UUID verificationId,
    String pinId,
    Sealed pin,
    ProofSubject subject,
    boolean proofWanted,
    int call,
    long latestStart) {

  @Override
  public String toString() {
    return "ClaimedCheck[" + submissionId + "]";
  }
}
