package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithRunningSystem.class)
class ResendAndCancelIT {

  private final RunningSystem system;

  ResendAndCancelIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void aResendBringsTheSamePinAgainAfterItsCooldown() {
    Person person = system.person();
    Verification verification = person.asks();
    String expiresAt = verification.awaitStatus("SENT").path("expiresAt").asString();

    verification.asksAgain().expectProblem(429, "resend_too_early");
    verification.awaitTime("resendAt");
    verification.asksAgain().expect(202);

    List<Phone.Message> messages = person.phone().awaitMessages(2);
    assertThat(messages.get(1)).isEqualTo(messages.get(0));
    assertThat(verification.state().path("expiresAt").asString()).isEqualTo(expiresAt);
    verification.provesWith(person.phone().pin());
    person.phone().staysAtMessages(2);
  }

  @Test
  void aCancelEndsWhatWasSent() {
    Person person = system.person();
    Verification verification = person.asks();
    String pin = person.phone().pin();
    verification.awaitStatus("SENT");

    verification.cancels().expect(202);

    assertThat(verification.awaitStatus("CANCELED").path("reason").asString())
        .isEqualTo("canceled");
    verification.types(pin).expectProblem(410, "verification_ended");
    assertThat(system.simulator().verifyCalls(person.phone().awaitMessages(1).getFirst().pinId()))
        .isZero();
  }

  /**
   * A number's messages go out one after the other. Two that are slow leave the third, which is
   * still in line, the time of a whole call to the provider for its cancel.
   */
  @Test
  void aCancelKeepsAMessageFromBeingSent() {
    Person person = system.person();
    system.simulator().slowSends(person.phone(), Duration.ofSeconds(8));
    person.asks().awaitStatus("SENDING");
    Verification second = person.asks();
    Verification third = person.asks();

    third.cancels().expect(202);

    third.awaitStatus("CANCELED");
    second.awaitStatus("SENT");
    person.phone().staysAtMessages(2);
    second.provesWith(person.phone().awaitMessages(2).getLast().pin());
  }

  @Test
  void aCancelDuringASendEndsTheVerification() {
    Person person = system.person();
    system.simulator().slowSends(person.phone(), Duration.ofSeconds(5));
    Verification verification = person.asks();
    verification.awaitStatus("SENDING");

    verification.cancels().expect(202);

    verification.awaitStatus("CANCELED");
    person.phone().awaitMessages(1);
    assertThat(verification.state().path("status").asString()).isEqualTo("CANCELED");
  }
}
