package dev.phoneproof.events;

import java.util.Optional;
import java.util.UUID;

/** What travels through Kafka. */
public sealed interface Event permits VerificationEvent, ErasureRequested, ErasureCompleted {

  /** The key of its record: what belongs together has the same one, and stays in order. */
  UUID key();

  /** The CloudEvents type. */
  EventType type();

  /**
   * The CloudEvents id where the event itself determines it, so that a repeat is recognised; empty
   * where the publisher chooses one.
   */
  default Optional<UUID> naturalId() {
    return Optional.empty();
  }
}
