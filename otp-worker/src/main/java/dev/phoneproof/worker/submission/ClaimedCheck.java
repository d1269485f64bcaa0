package dev.phoneproof.worker.submission;

import java.util.UUID;

/**
 * A typed PIN whose row this instance has leased.
 *
 * @param pinId Infobip's id of what was sent
 * @param pin what was typed
 * @param leaseEnd end of the lease, in {@link System#nanoTime()} of this instance
 */
record ClaimedCheck(
    UUID submissionId, UUID verificationId, String pinId, String pin, long leaseEnd) {

  @Override
  public String toString() {
    return "ClaimedCheck[" + submissionId + "]";
  }
}
