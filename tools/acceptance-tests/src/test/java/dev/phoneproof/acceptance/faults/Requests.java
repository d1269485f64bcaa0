package dev.phoneproof.acceptance.faults;

import dev.phoneproof.events.OtpRequested;
import java.time.Duration;
import java.time.Instant;

/** Requests that differ from the ordinary. */
final class Requests {

  private Requests() {}

  /** Nothing is sent later than so long after the request. */
  static OtpRequested within(OtpRequested request, Duration time) {
    return with(request, request.requestedAt(), request.requestedAt().plus(time));
  }

  /** The publisher's clock is ahead by so much, or behind when it is negative. */
  static OtpRequested clockAhead(OtpRequested request, Duration ahead) {
    Instant wrong = request.requestedAt().plus(ahead);
    return with(request, wrong, wrong.plus(Duration.ofMinutes(1)));
  }

  private static OtpRequested with(OtpRequested request, Instant requestedAt, Instant sendBy) {
    return new OtpRequested(
        request.verificationId(),
        request.clientId(),
        request.phoneNumber(),
        request.channel(),
        request.locale(),
        request.purpose(),
        request.callerData(),
        request.origin(),
        requestedAt,
        sendBy);
  }
}
