package dev.phoneproof.events;

import java.util.UUID;

/**
 * An erasure is done. A repeated request is answered again, with the same counts.
 *
 * @param requestId the request
 * @param counts how much was erased; all zero when nothing was kept of the number
 */
public record ErasureCompleted(UUID requestId, Counts counts) implements Event {

  @Override
  public UUID key() {
    return requestId;
  }

  @Override
  public EventType type() {
    return EventType.ERASURE_COMPLETED;
  }

  /**
   * How much was erased.
   *
   * @param verifications verifications of the number
   * @param sends messages that were tried for them, resends too
   * @param submissions PINs typed for them, and cancels
   */
  public record Counts(int verifications, int sends, int submissions) {}
}
