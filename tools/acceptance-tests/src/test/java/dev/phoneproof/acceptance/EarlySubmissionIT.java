package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A PIN that is typed before the worker knows that it was sent. */
@ExtendWith(WithRunningSystem.class)
class EarlySubmissionIT {

  private final RunningSystem system;

  EarlySubmissionIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void waitsForTheSendAndIsJudgedThen() {
    Person person = system.person();
    system.simulator().slowSends(person.phone(), Duration.ofSeconds(4));
    Verification verification = person.asks();
    verification.awaitStatus("SENDING");

    Answer verdict = verification.isJudgedOn("99999999").expect(200);

    assertThat(verdict.member("reason")).isEqualTo("wrong_pin");
    assertThat(verification.state().path("attemptsRemaining").asInt()).isEqualTo(4);
    verification.provesWith(person.phone().pin());
  }

  @Test
  void costsNoGuessWhenTheSendTakesTooLong() {
    Person person = system.person();
    system.simulator().slowSends(person.phone(), Duration.ofSeconds(60));
    Verification verification = person.asks();
    verification.awaitStatus("SENDING");

    verification.isJudgedOn("99999999").expectProblem(409, "not_sent_yet");

    assertThat(verification.state().path("attemptsRemaining").asInt()).isEqualTo(5);
  }
}
