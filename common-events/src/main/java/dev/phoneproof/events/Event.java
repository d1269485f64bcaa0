package dev.phoneproof.events;

import java.util.Optional;
import java.util.UUID;

/** What travels through Kafka. The key of every record is the verification id. */
public sealed interface Event
    permits OtpRequested,
        OtpResendRequested,
        OtpSubmitted,
        OtpCancelRequested,
        VerificationChanged {

  /** The verification that this is about. */
  UUID verificationId();

  /** Public id of the client whose verification it is. */
  String clientId();

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
