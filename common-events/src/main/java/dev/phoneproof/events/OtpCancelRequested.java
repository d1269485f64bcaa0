package dev.phoneproof.events;

import java.util.UUID;

/**
 * The verification is no longer wanted.
 *
 * @param verificationId the verification
 * @param clientId public id of its client
 */
public record OtpCancelRequested(UUID verificationId, String clientId)
    implements VerificationEvent {

  @Override
  public EventType type() {
    return EventType.OTP_CANCEL_REQUESTED;
  }
}
