package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Acceptance;
import dev.phoneproof.simulator.fault.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a typed PIN, or a cancel, to what becomes of it. */
class SubmissionIT extends WithWorker {

  @Test
  void verifiesTheRightPin() {
    request();
    VerificationChanged sent = upstream.awaitStatus(id, Status.SENT);
    assertThat(sent.clientId()).isEqualTo("shop");
    assertThat(sent.state().revision()).isEqualTo(2);
    assertThat(sent.state().times().expiresAt()).isAfter(Instant.now().plusSeconds(200));

    UUID submission = submit(message().pin());

    VerificationChanged answer = upstream.awaitVerdict(submission, Verdict.VERIFIED);
    assertThat(answer.state().status()).isEqualTo(Status.VERIFIED);
    assertThat(row("select pin_id from verification where id = ?", id)).isNull();
    assertThat(row("select pin_sealed from submission where id = ?", submission)).isNull();
  }

  @Test
  void locksAfterFiveWrongPinsAndAsksTheProviderNoMore() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    String pinId = message().pinId();
    UUID last = id;
    for (int i = 0; i < 8; i++) {
      last = submit(wrongPin());
    }
    upstream.awaitStatus(id, Status.LOCKED);
    upstream.awaitVerdict(last, Verdict.TOO_MANY_ATTEMPTS);
    assertThat(worker.simulator().guesses(pinId).verifyCalls()).isEqualTo(5);
  }

  @Test
  void answersARepeatedSubmissionWithItsOwnVerdict() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    UUID submission = UUID.randomUUID();
    submit(submission, wrongPin());
    upstream.awaitVerdict(submission, Verdict.WRONG_PIN);
    submit(submission, message().pin());
    await().untilAsserted(() -> assertThat(upstream.answersTo(submission)).hasSize(2));
    upstream.awaitVerdict(submission, Verdict.WRONG_PIN);
    assertThat(worker.simulator().guesses(message().pinId()).verifyCalls()).isEqualTo(1);
  }

  @Test
  void checksAPinThatCameBeforeItsMessageWasSent() {
    fault(CallKind.SEND, Effect.latency(Duration.ofMillis(700)));
    request();
    UUID early = submit(wrongPin());
    upstream.awaitVerdict(early, Verdict.WRONG_PIN);
  }

  @Test
  void answersNotSentYetForAVerificationThatNeverComes() {
    UUID submission = submit(wrongPin());
    upstream.awaitVerdict(submission, Verdict.NOT_SENT_YET);
  }

  @Test
  void cancels() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    upstream.publish(new OtpCancelRequested(id, "shop"));
    upstream.awaitStatus(id, Status.CANCELED);
    upstream.awaitVerdict(submit(message().pin()), Verdict.ENDED);
  }

  @Test
  void sendsNothingWhenTheCancelCameFirst() {
    upstream.publish(new OtpCancelRequested(id, "shop"));
    await()
        .untilAsserted(() ->
            assertThat(row("select count(*) from submission where verification_id = ?", id))
                .isEqualTo(1L));
    request();
    upstream.awaitStatus(id, Status.CANCELED);
    assertThat(worker.simulator().messages(digits)).isEmpty();
  }

  @Test
  void doesNotCancelForAnotherClient() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    upstream.publish(new OtpCancelRequested(id, "somebody-else"));
    upstream.awaitVerdict(submit(message().pin()), Verdict.VERIFIED);
  }

  @Test
  void checksNoPinForAnotherClient() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    UUID foreign = UUID.randomUUID();
    upstream.publish(
        new OtpSubmitted(id, "somebody-else", foreign, Pin.plain(message().pin()), Instant.now()));
    upstream.awaitVerdict(submit(wrongPin()), Verdict.WRONG_PIN);
    VerificationChanged answer = upstream.awaitVerdict(foreign, Verdict.NOT_SENT_YET);
    assertThat(answer.clientId()).isEqualTo("somebody-else");
    assertThat(answer.state().status()).isEqualTo(Status.REQUESTED);
    assertThat(worker.simulator().guesses(message().pinId()).verifyCalls()).isEqualTo(1);
  }

  @Test
  void keepsAGuessUsedUpWhenOnlyItsSecondCallReachedNobody() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    worker.simulator().define(on(CallKind.VERIFY, Effect.reset(Acceptance.AFTER)).times(1));
    worker.simulator().define(on(CallKind.VERIFY, Effect.throttled(1)).times(1));
    VerificationChanged answer = upstream.awaitVerdict(submit(wrongPin()), Verdict.WRONG_PIN);
    assertThat(answer.state().attemptsRemaining()).isEqualTo(4);
  }

  @Test
  void countsAGuessWhoseOutcomeNobodyKnowsAndCallsTwiceAtMost() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    fault(CallKind.VERIFY, Effect.reset(Acceptance.AFTER));
    VerificationChanged answer =
        upstream.awaitVerdict(submit(wrongPin()), Verdict.VERIFY_OUTCOME_UNKNOWN);
    assertThat(answer.state().status()).isEqualTo(Status.SENT);
    assertThat(answer.state().attemptsRemaining()).isEqualTo(4);
    assertThat(worker.simulator().guesses(message().pinId()).verifyCalls()).isEqualTo(2);
  }

  @Test
  void givesAThrottledGuessBack() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    worker.simulator().define(on(CallKind.VERIFY, Effect.throttled(1)).times(1));
    VerificationChanged answer = upstream.awaitVerdict(submit(wrongPin()), Verdict.WRONG_PIN);
    assertThat(answer.state().attemptsRemaining()).isEqualTo(4);
  }
}
