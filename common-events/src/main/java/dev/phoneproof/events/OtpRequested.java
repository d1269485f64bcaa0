package dev.phoneproof.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for a verification.
 *
 * @param verificationId chosen by the publisher; also the CloudEvents id, so that a repeat is the
 *     same request
 * @param clientId public id of the client whose verification it becomes
 * @param phoneNumber where the PIN goes
 * @param channel how it goes
 * @param locale BCP 47 tag, the language of the message
 * @param purpose what the verification is for, {@code [a-z][a-z0-9_-]{0,31}}
 * @param callerData attached by an API client
 * @param origin where it came from
 * @param requestedAt the publisher's time
 * @param sendBy nothing is sent after it. Read as a duration from {@code requestedAt}, so that a
 *     publisher's wrong clock does no harm, and capped by the worker; null: the worker's default
 */
public record OtpRequested(
    UUID verificationId,
    String clientId,
    PhoneNumber phoneNumber,
    Channel channel,
    String locale,
    String purpose,
    CallerData callerData,
    Origin origin,
    Instant requestedAt,
    @Nullable Instant sendBy)
    implements VerificationEvent {

  /** A request over SMS in English that attaches nothing. */
  public static OtpRequested overSms(
      UUID verificationId,
      String clientId,
      PhoneNumber phoneNumber,
      String purpose,
      Instant requestedAt) {
    return new OtpRequested(
        verificationId,
        clientId,
        phoneNumber,
        Channel.SMS,
        "en",
        purpose,
        CallerData.NONE,
        Origin.UNKNOWN,
        requestedAt,
        null);
  }

  /** The same request with the number in another form. */
  public OtpRequested withPhoneNumber(PhoneNumber other) {
    return new OtpRequested(
        verificationId,
        clientId,
        other,
        channel,
        locale,
        purpose,
        callerData,
        origin,
        requestedAt,
        sendBy);
  }

  @Override
  public EventType type() {
    return EventType.OTP_REQUESTED;
  }

  @Override
  public Optional<UUID> naturalId() {
    return Optional.of(verificationId);
  }
}
