package dev.phoneproof.events;

import java.util.UUID;

/** What is about one verification. The key of its record is the verification id. */
public sealed interface VerificationEvent extends Event
    permits OtpRequested,
        OtpResendRequested,
        OtpSubmitted,
        OtpCancelRequested,
        VerificationChanged {

  /** The verification that this is about. */
  UUID verificationId();

  /** Public id of the client whose verification it is. */
  String clientId();

  @Override
  default UUID key() {
    return verificationId();
  }
}
