package dev.phoneproof.worker.sending;

import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.verification.Msisdn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A send whose row this instance has leased.
 *
 * @param pinId what is sent again; null for a first send
 * @param leaseEnd end of the lease, in {@link System#nanoTime()} of this instance
 */
record ClaimedSend(
    UUID sendId,
    UUID verificationId,
    Msisdn number,
    Channel channel,
    @Nullable String pinId,
    long leaseEnd) {

  @Override
  public String toString() {
    return "ClaimedSend[" + sendId + "]";
  }
}
