package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.HttpTest;
import dev.phoneproof.gateway.view.Outcomes;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SubmissionTest extends HttpTest {

  @AfterEach
  void leavesNobodyWaiting() {
    await().until(() -> Outcomes.waiting(view) == 0);
  }

  @Test
  void tellsThatThePinIsRight() {
    Accepted verification = sent();
    proveWith("a.b.c");
    HttpResponse<String> answer = submit(verification, "123456").send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"verified\":true,\"message\":\"Your phone number is confirmed.\","
                + "\"proof\":\"a.b.c\"}");
    OtpSubmitted event = published.only(OtpSubmitted.class);
    assertThat(event.verificationId()).isEqualTo(verification.id());
    assertThat(event.pin().plain()).contains("123456");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong_pin",
        "too_many_attempts",
        "pin_expired",
        "provider_unavailable",
        "verify_outcome_unknown"
      })
  void tellsWhyThePinDidNotCount(String reason) {
    Accepted verification = sent();
    answer(Verdict.valueOf(reason.toUpperCase(Locale.ROOT)), NOON.plusSeconds(9));
    HttpResponse<String> answer = submit(verification, "123456").send();
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode body = Call.json(answer);
    assertThat(body.propertyNames())
        .containsExactly("verified", "reason", "message", "attemptsRemaining", "retryAt");
    assertThat(body.get("verified").booleanValue()).isFalse();
    assertThat(body.get("reason").stringValue()).isEqualTo(reason);
    assertThat(body.get("attemptsRemaining").intValue()).isEqualTo(5);
    assertThat(body.get("retryAt").stringValue()).isEqualTo("2026-11-23T12:00:09.000Z");
  }

  @Test
  void speaksTheLanguageOfTheCall() {
    Accepted verification = sent();
    answer(Verdict.WRONG_PIN, null);
    HttpResponse<String> answer =
        submit(verification, "123456").header("Accept-Language", "fr, de;q=0.8").send();
    assertThat(Call.json(answer).get("message").stringValue())
        .isEqualTo("Dieser Code stimmt nicht.");
  }

  @Test
  void says409WhenThePinWasNotSentYet() {
    answer(Verdict.NOT_SENT_YET, null);
    HttpResponse<String> answer = submit(accepted(), "123456").send();
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("not_sent_yet");
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
  }

  @Test
  void says410WithTheStateWhenTheWorkerSaysThatItIsOver() {
    Accepted verification = sent();
    published.answerWith(
        event -> tell(event, Outcomes.ended(id(event), Status.CANCELED, null, 3), Verdict.ENDED));
    assertEnded(submit(verification, "123456").send(), "CANCELED");
  }

  @Test
  void says410AtOnceWhenItIsKnownToBeOver() {
    Accepted verification = accepted();
    end(verification, NOON);
    assertEnded(submit(verification, "123456").send(), "VERIFIED");
    assertThat(published.all()).hasSize(1);
  }

  @Test
  void asksTheWorkerForTheVerdictOnARepeatWithinFiveMinutes() {
    Accepted verification = sent();
    proveWith("a.b.c");
    submit(verification, "123456").header("Idempotency-Key", "try-1").send();
    end(verification, NOON);
    clock.move(Duration.ofMinutes(5).minusMillis(1));
    HttpResponse<String> again =
        submit(verification, "123456").header("Idempotency-Key", "try-1").send();
    assertThat(Call.json(again).get("verified").booleanValue()).isTrue();
    assertThat(Call.json(again).get("proof").stringValue()).isEqualTo("a.b.c");
    assertThat(published.all().stream().map(event -> event.id()).distinct()).hasSize(2);

    clock.move(Duration.ofMillis(1));
    assertEnded(
        submit(verification, "123456").header("Idempotency-Key", "try-1").send(), "VERIFIED");
  }

  @Test
  void wantsEachProofUnderAKeyOfItsOwn() {
    Accepted verification = sent();
    proveWith("a.b.c");
    submit(verification, "123456").header("Idempotency-Key", "try-1").send();
    submit(verification, "123456").header("Idempotency-Key", "try-1").send();
    assertThat(
            published.all().stream()
                .map(CloudEvent::data)
                .filter(OtpSubmitted.class::isInstance)
                .map(event -> ((OtpSubmitted) event).replyKey())
                .distinct())
        .hasSize(2)
        .doesNotContainNull();
  }

  @Test
  void waitsForItsOwnProofWhenThatOfARepeatComesFirst() {
    Accepted verification = sent();
    published.answerWith(event -> {
      if (event instanceof OtpSubmitted submitted) {
        ReplyKey another = ReplyKey.random(new SecureRandom());
        tellProof(submitted.withPin(submitted.pin(), another), "not.for.you");
        tellProof(submitted, "a.b.c");
      }
    });
    HttpResponse<String> answer = submit(verification, "123456").send();
    assertThat(Call.json(answer).get("proof").stringValue()).isEqualTo("a.b.c");
  }

  /** Whoever can write outcomes cannot make them prove anything. */
  @Test
  void takesNoForgedSuccessForOne() {
    Accepted verification = sent();
    published.answerWith(event -> {
      if (event instanceof OtpSubmitted submitted) {
        tellProof(submitted.withPin(submitted.pin(), ReplyKey.random(new SecureRandom())), "a.b.c");
      }
    });
    HttpResponse<String> answer = submit(verification, "123456").header("Prefer", "wait=1").send();
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).doesNotContain("verified\"", "proof");
  }

  @Test
  void says410ForASuccessWhoseProofIsGone() {
    Accepted verification = sent();
    published.answerWith(event ->
        tell(event, Outcomes.ended(id(event), Status.VERIFIED, null, 3), Verdict.VERIFIED));
    assertEnded(submit(verification, "123456").send(), "VERIFIED");
  }

  @Test
  void showsTheProofInNoOtherAnswer() {
    Accepted verification = sent();
    proveWith("a.b.c");
    submit(verification, "123456").send();
    end(verification, NOON);
    assertThat(get(verification).send().body()).doesNotContain("proof", "a.b.c");
    assertThat(submit(verification, "123456").send().body()).doesNotContain("proof", "a.b.c");
  }

  @Test
  void answers202WithTheStateWhenNoVerdictComes() {
    HttpResponse<String> answer = submit(sent(), "123456").header("Prefer", "wait=1").send();
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Call.json(answer).get("status").stringValue()).isEqualTo("SENT");
  }

  @Test
  void doesNotWaitWhenAskedNotTo() {
    Accepted verification = sent();
    answer(Verdict.WRONG_PIN, null);
    HttpResponse<String> answer =
        submit(verification, "123456").header("Prefer", "respond-async").send();
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Preference-Applied")).contains("respond-async");
    assertThat(published.only(OtpSubmitted.class).pin().plain()).contains("123456");
  }

  @Test
  void answers503WhenKafkaDoesNotAcknowledge() {
    Accepted verification = sent();
    published.goAway();
    assertThat(submit(verification, "123456").send().statusCode()).isEqualTo(503);
  }

  @Test
  void letsOneOfSixtyGuessesAtTheSameTimeThrough() throws Exception {
    Accepted verification = sent();
    published.all().clear();
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        Call guess = submit(verification, Integer.toString(100_000 + i));
        many.submit(() -> statuses.add(guess.send().statusCode()));
      }
      await().until(() -> statuses.size() == 59);
      assertThat(statuses).containsOnly(429);
      tell(published.only(OtpSubmitted.class), sentState(verification.id()), Verdict.WRONG_PIN);
    }
    assertThat(statuses).last().isEqualTo(200);
  }

  @Test
  void keepsTheNextGuessWaitingForTheVerdictOnTheLast() {
    Accepted verification = sent();
    published.all().clear();
    assertThat(guessAsync(verification, "111111", "one").statusCode()).isEqualTo(202);

    HttpResponse<String> next = guessAsync(verification, "222222", "two");
    assertThat(next.statusCode()).isEqualTo(429);
    assertThat(Call.json(next).get("code").stringValue()).isEqualTo("rate_limited");
    assertThat(next.headers().firstValue("Retry-After")).contains("1");
    assertThat(guessAsync(verification, "222222", "one").statusCode()).isEqualTo(429);
    assertThat(guessAsync(verification, "111111", "one").statusCode()).isEqualTo(202);

    answer(Verdict.WRONG_PIN, null);
    tell(published.all().getFirst().data(), sentState(verification.id()), Verdict.WRONG_PIN);
    await().until(() -> guessAsync(verification, "222222", "two").statusCode() == 202);
    assertThat(published.all().stream().map(CloudEvent::id).distinct()).hasSize(2);
  }

  /** Kafka may have it all the same: failing on purpose must not give guesses side by side. */
  @Test
  void keepsTheNextGuessWaitingAfterOneThatIsNotKnownToBeAccepted() {
    Accepted verification = sent();
    published.goAway();
    assertThat(guessAsync(verification, "111111", "one").statusCode()).isEqualTo(503);
    published.comeBack();
    assertThat(guessAsync(verification, "222222", "two").statusCode()).isEqualTo(429);
    answer(Verdict.WRONG_PIN, null);
    assertThat(submit(verification, "111111").header("Idempotency-Key", "one").send().statusCode())
        .isEqualTo(200);
    await().until(() -> guessAsync(verification, "222222", "two").statusCode() == 202);
  }

  private HttpResponse<String> guessAsync(Accepted verification, String pin, String key) {
    return submit(verification, pin)
        .header("Prefer", "respond-async")
        .header("Idempotency-Key", key)
        .send();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"pin":"123"}
          {"pin":"12345678901"}
          {"pin":"12 34"}
          {"pin":"12-345"}
          {"pin":"１２３４"}
          {"pin":"12345\\n"}
          {"pin":""}
          {"pin":123456}
          {"pin":null}
          {}
          """)
  void refusesWhatIsNoPin(String body) {
    Accepted verification = accepted();
    published.all().clear();
    HttpResponse<String> answer =
        post(verification.path() + "/submissions", body).bearer(verification.token()).send();
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("invalid_pin");
    assertThat(answer.body()).doesNotContain("12345");
    assertThat(published.all()).isEmpty();
  }

  private void assertEnded(HttpResponse<String> answer, String status) {
    assertThat(answer.statusCode()).isEqualTo(410);
    JsonNode problem = Call.json(answer);
    assertThat(problem.get("code").stringValue()).isEqualTo("verification_ended");
    assertThat(problem.get("verification").get("status").stringValue()).isEqualTo(status);
  }

  private Accepted sent() {
    Accepted verification = accepted();
    Outcomes.tell(view, sentState(verification.id()), NOON);
    return verification;
  }

  private void end(Accepted verification, Instant at) {
    Outcomes.tell(view, Outcomes.ended(verification.id(), Status.VERIFIED, null, 9), at);
  }

  private void answer(Verdict verdict, @Nullable Instant retryAt) {
    published.answerWith(event -> {
      if (event instanceof OtpSubmitted submitted) {
        VerificationChanged state = sentState(submitted.verificationId());
        Outcomes.tell(
            view,
            Outcomes.answering(state, submitted.submissionId(), verdict, retryAt),
            clock.instant());
      }
    });
  }

  private void proveWith(String proof) {
    published.answerWith(event -> {
      if (event instanceof OtpSubmitted submitted) {
        tellProof(submitted, proof);
      }
    });
  }

  private void tellProof(OtpSubmitted submitted, String proof) {
    VerificationChanged state = sentState(submitted.verificationId());
    Outcomes.tell(view, Outcomes.proving(state, submitted, proof), clock.instant());
  }

  private void tell(Event event, VerificationChanged state, Verdict verdict) {
    if (event instanceof OtpSubmitted submitted) {
      Outcomes.tell(
          view,
          Outcomes.answering(state, submitted.submissionId(), verdict, null),
          clock.instant());
    }
  }

  private static UUID id(Event event) {
    return event.key();
  }

  private static VerificationChanged sentState(UUID id) {
    return Outcomes.sent(id, 2, NOON.plusSeconds(120), NOON.plusSeconds(800), null);
  }
}
