package dev.phoneproof.events;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody asks for the same PIN again.
 *
 * @param verificationId the verification
 * @param clientId public id of its client
 * @param channel how the PIN goes this time
 * @param requestedAt the publisher's time
 */
public record OtpResendRequested(
    UUID verificationId, String clientId, Channel channel, Instant requestedAt)
    implements VerificationEvent {

  @Override
  public EventType type() {
    return EventType.OTP_RESEND_REQUESTED;
  }
}
