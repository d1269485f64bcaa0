package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.ErasureCompleted.Counts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One erasure, as the ledger of erasures and its export have it.
 *
 * @param requestId names it
 * @param numberHash keyed hash of the number
 * @param erasedAt it covers what Kafka recorded up to then
 * @param requestedBy an operator, or the topic
 * @param reason as the operator gave it; null when it came by event
 * @param counts how much was erased; null: not done yet
 */
// Bytes, because that is what the database takes; nobody compares erasures.
@SuppressWarnings("ArrayRecordComponent")
public record Erasure(
    UUID requestId,
    byte[] numberHash,
    Instant erasedAt,
    String requestedBy,
    @Nullable String reason,
    @Nullable Counts counts) {

  /** Who asked, when it came by event: a name of the publisher's could hold a number. */
  static final String BY_EVENT = "otp.privacy";

  /** Without the hash, which is as good as the number for whoever has its key. */
  @Override
  public String toString() {
    return "Erasure[" + requestId + "]";
  }
}
