package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** A server stands still. Alone, because the others need it. */
@Isolated
@Order(OutageIT.AFTER_THE_OTHERS)
@ExtendWith(WithRunningSystem.class)
class OutageIT {

  static final int AFTER_THE_OTHERS = 1_000_000_000;

  private final RunningSystem system;

  OutageIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void theGatewaySaysThatKafkaIsDownAndRecovers() {
    Person person = system.person();
    person.asks().awaitStatus("SENT");
    system.kafka().pause();
    try {
      person.post(person.request()).expectProblem(503, "unavailable");
    } finally {
      system.kafka().resume();
    }

    Person later = system.person();
    await().atMost(Duration.ofSeconds(60)).until(() -> later.post(later.request()).status() == 202);
    assertThat(later.phone().pin()).isNotBlank();
  }

  @Test
  void theGatewayAcceptsWhilePostgresqlIsDownAndTheWorkerCatchesUp() {
    Person person = system.person();
    Verification verification;
    system.postgres().pause();
    try {
      verification = person.asks();
    } finally {
      system.postgres().resume();
    }

    verification.awaitStatus("SENT", Duration.ofSeconds(60));
    verification.provesWith(person.phone().pin());
  }

  /** The message is out, but the worker cannot note it: the PIN that is typed then must count. */
  @Test
  void aPinCountsThatIsTypedBeforeItsSendIsNoted() {
    Person person = system.person();
    system.simulator().slowSends(person.phone(), Duration.ofSeconds(8));
    Verification verification = person.asks();
    verification.awaitStatus("SENDING");
    String pin;
    Answer early;
    system.postgres().pause();
    try {
      pin = person.phone().pin();
      assertThat(verification.state().path("status").asString()).isEqualTo("SENDING");
      early = verification.types(pin, "Prefer", "respond-async");
    } finally {
      system.postgres().resume();
    }

    early.expect(202);
    verification.awaitStatus("VERIFIED", Duration.ofSeconds(60));
  }

  @Test
  void aThrottledSendIsRepeated() {
    Person person = system.person();
    system.simulator().throttlesSends(person.phone(), 2);

    Verification verification = person.asks();

    verification.awaitStatus("SENT");
    verification.provesWith(person.phone().pin());
  }

  /** Sent for sure and its PIN session lost: said at once, and no second message. */
  @Test
  void aSendWithALostAnswerIsNotRepeated() {
    Person person = system.person();
    system.simulator().sendsButAnswersWithAnError(person.phone());

    Verification verification = person.asks();

    assertThat(verification.awaitStatus("FAILED", Duration.ofSeconds(60)).path("reason").asString())
        .isEqualTo("send_outcome_unknown");
    person.phone().staysAtMessages(1);
  }
}
