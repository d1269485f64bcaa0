package dev.phoneproof.events;

import java.util.Optional;
import java.util.UUID;

/**
 * Somebody has the right that what is kept of a phone number is erased. It covers what was asked
 * for before this record's time in Kafka.
 *
 * @param requestId chosen by the publisher; also the CloudEvents id, so that a repeat is the same
 *     request
 * @param phoneNumber whose data goes
 */
public record ErasureRequested(UUID requestId, PhoneNumber phoneNumber) implements Event {

  /** The same request with the number in another form. */
  public ErasureRequested withPhoneNumber(PhoneNumber other) {
    return new ErasureRequested(requestId, other);
  }

  @Override
  public UUID key() {
    return requestId;
  }

  @Override
  public EventType type() {
    return EventType.ERASURE_REQUESTED;
  }

  @Override
  public Optional<UUID> naturalId() {
    return Optional.of(requestId);
  }
}
