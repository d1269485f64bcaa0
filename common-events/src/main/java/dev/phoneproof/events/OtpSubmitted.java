package dev.phoneproof.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody typed a PIN.
 *
 * @param verificationId the verification
 * @param clientId public id of its client
 * @param submissionId names this submission; also the CloudEvents id
 * @param pin what was typed
 * @param submittedAt the publisher's time
 */
public record OtpSubmitted(
    UUID verificationId, String clientId, UUID submissionId, Pin pin, Instant submittedAt)
    implements VerificationEvent {

  /** The same submission with the PIN in another form. */
  public OtpSubmitted withPin(Pin other) {
    return new OtpSubmitted(verificationId, clientId, submissionId, other, submittedAt);
  }

  @Override
  public EventType type() {
    return EventType.OTP_SUBMITTED;
  }

  @Override
  public Optional<UUID> naturalId() {
    return Optional.of(submissionId);
  }
}
