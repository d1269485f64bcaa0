package dev.phoneproof.simulator.twofactor;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Verify. */
public final class Verifying {
  private final Pins pins;
  private final Traffic traffic;
  private final Clock clock;

  Verifying(Pins pins, Traffic traffic, Clock clock) {
    this.pins = pins;
    this.traffic = traffic;
    this.clock = clock;
  }

  public Outcome<Wire.VerifyResponse> verify(String pinId, Wire.VerifyRequest request) {
    PinSession session = pins.find(pinId);
    if (session == null) {
      return Outcome.notFound("PIN not found");
    }
    Application application = session.application();
    Limits limits = application.limits();
    Duration wait =
        application
            .subscriber(session.to())
            .verifies()
            .tryAcquire(limits.verifyPinLimit(), clock.millis());
    if (wait.isPositive()) {
      return Outcome.tooMany("verifyPinLimit", wait);
    }
    traffic.count(Traffic.Event.GUESS, session.to());
    PinSession.Verdict verdict =
        session.check(Objects.requireNonNullElse(request.pin(), ""), limits, clock.instant());
    return Outcome.done(
        new Wire.VerifyResponse(
            pinId,
            session.to(),
            verdict.verified(),
            verdict.attemptsRemaining(),
            verdict.pinError()));
  }
}
