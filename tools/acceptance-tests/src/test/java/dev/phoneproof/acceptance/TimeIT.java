package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.VerificationChanged;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What happens because time passes. */
@Execution(ExecutionMode.CONCURRENT) // Each waits until a PIN has expired.
@ExtendWith(WithRunningSystem.class)
class TimeIT {

  /** "In time" of the design is 10 s after the end; the rest is for a busy machine. */
  private static final Duration UNTIL_EXPIRED =
      RunningSystem.PIN_LIFETIME.plus(Duration.ofSeconds(25));

  private final RunningSystem system;

  TimeIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void anExpiredPinProvesNothing() {
    Person person = system.person();
    Verification verification = person.asks();
    String pin = person.phone().pin();
    verification.awaitStatus("SENT");

    verification.awaitTime("expiresAt");

    Answer tooLate = verification.types(pin);
    assertThat(tooLate.status()).isIn(200, 410);
    assertThat(tooLate.text()).contains("pin_expired").doesNotContain("\"verified\":true");
    assertThat(verification.awaitStatus("EXPIRED").path("reason").asString())
        .isEqualTo("pin_expired");
    verification.types(pin).expectProblem(410, "verification_ended");
    assertThat(system.simulator().verifyCalls(person.phone().awaitMessages(1).getFirst().pinId()))
        .isZero();
  }

  @Test
  void theEndIsPublishedThoughNobodyAsks() {
    Person person = system.person();
    Verification verification = person.asks();
    system.tape().awaitOutcome(verification.id(), change -> status(change) == Status.SENT);

    VerificationChanged end =
        system
            .tape()
            .awaitOutcome(
                verification.id(), UNTIL_EXPIRED, change -> change.state().status().isFinal());

    assertThat(end.state().status()).isEqualTo(Status.EXPIRED);
    assertThat(end.state().reason()).isEqualTo(Reason.PIN_EXPIRED);
    assertThat(end.answer()).isNull();
    assertThat(verification.awaitStatus("EXPIRED").path("reason").asString())
        .isEqualTo("pin_expired");
  }

  @Test
  void whatCannotBeSentInTimeIsNotSentLater() {
    Phone phone = system.phone();
    system.simulator().throttlesSends(phone, 100);
    OtpRequested any = system.upstream().request(phone);
    OtpRequested urgent =
        new OtpRequested(
            any.verificationId(),
            any.clientId(),
            any.phoneNumber(),
            any.channel(),
            any.locale(),
            any.purpose(),
            any.callerData(),
            any.origin(),
            any.requestedAt(),
            any.requestedAt().plusSeconds(6));

    system.upstream().publishes(urgent);
    VerificationChanged end =
        system
            .tape()
            .awaitOutcome(
                any.verificationId().toString(), change -> change.state().status().isFinal());

    assertThat(end.state().status()).isEqualTo(Status.EXPIRED);
    assertThat(end.state().reason()).isEqualTo(Reason.NOT_SENT_IN_TIME);
    phone.staysAtMessages(0);
  }

  private static Status status(VerificationChanged change) {
    return change.state().status();
  }
}
