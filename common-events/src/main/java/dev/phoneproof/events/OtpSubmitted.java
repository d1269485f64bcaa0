package dev.phoneproof.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody typed a PIN.
 *
 * @param verificationId the verification
 * @param clientId public id of its client
 * @param submissionId names this submission; also the CloudEvents id
 * @param pin what was typed
 * @param replyKey under which the proof is to come back; null when none is wanted, and while it is
 *     sealed with the PIN: it has no other form
 * @param submittedAt the publisher's time
 */
public record OtpSubmitted(
    UUID verificationId,
    String clientId,
    UUID submissionId,
    Pin pin,
    @Nullable ReplyKey replyKey,
    Instant submittedAt)
    implements VerificationEvent {

  /** One whose publisher wants the verdict and no proof. */
  public OtpSubmitted(
      UUID verificationId, String clientId, UUID submissionId, Pin pin, Instant submittedAt) {
    this(verificationId, clientId, submissionId, pin, null, submittedAt);
  }

  /** The same submission with the PIN, and the key beside it, in another form. */
  public OtpSubmitted withPin(Pin otherPin, @Nullable ReplyKey otherKey) {
    return new OtpSubmitted(
        verificationId, clientId, submissionId, otherPin, otherKey, submittedAt);
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
