package dev.phoneproof.worker.sending;

import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.storage.Sealed;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A send whose row this instance has leased.
 *
 * @param number is opened for the call alone
 * @param pinId what is sent again; null for a first send
 * @param latestStart after it the call could outlive its lease, or would be too late for the
 *     person; in {@link System#nanoTime()}
 */
record ClaimedSend(
    UUID sendId,
    UUID verificationId,
    Sealed number,
    Channel channel,
    @Nullable String pinId,
    long latestStart) {

  @Override
  public String toString() {
    return "ClaimedSend[" + sendId + "]";
  }
}
