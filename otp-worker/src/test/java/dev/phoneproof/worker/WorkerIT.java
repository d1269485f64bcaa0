package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Acceptance;
import dev.phoneproof.simulator.fault.ActiveFault;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.simulator.inbox.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The worker on real Kafka and PostgreSQL. Each test has a number of its own, so they run side by
 * side: most of their time is spent waiting for look-ups and leases.
 */
@Execution(ExecutionMode.CONCURRENT)
class WorkerIT {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static WorkerUnderTest worker;
  private static Upstream upstream;

  private final String digits = "3859112" + (10_000 + NUMBERS.incrementAndGet());
  private final UUID id = UUID.randomUUID();

  @BeforeAll
  static void start() {
    worker =
        WorkerUnderTest.start(
            "--phoneproof.provider.call-timeout=4s",
            "--phoneproof.provider.connect-timeout=3s",
            "--phoneproof.verification.resend-cooldown=1s");
    upstream = worker.upstream();
  }

  @AfterAll
  static void contractIsKept() {
    assertThat(worker.simulator().violations()).isEmpty();
    worker.close();
  }

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
    assertThat(row("select pin from submission where id = ?", submission)).isNull();
  }

  @Test
  void sendsOnceHoweverOftenARequestIsRepeated() {
    for (int i = 0; i < 5; i++) {
      request();
    }
    upstream.awaitStatus(id, Status.SENT);
    long before = upstream.outcomesOf(id).stream().filter(WorkerIT::isSent).count();
    request();
    await()
        .untilAsserted(() ->
            assertThat(upstream.outcomesOf(id).stream().filter(WorkerIT::isSent).count())
                .isGreaterThan(before));
    assertThat(worker.simulator().messages(digits)).hasSize(1);
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
  void sendsTheSamePinAgain() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    Message first = message();
    await()
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> {
          upstream.publish(new OtpResendRequested(id, "shop", Channel.VOICE, Instant.now()));
          assertThat(worker.simulator().messages(digits)).hasSizeGreaterThan(1);
        });
    Message again = worker.simulator().messages(digits).get(1);
    assertThat(again.pin()).isEqualTo(first.pin());
    assertThat(again.channel()).isEqualTo(Message.Channel.VOICE);
    upstream.awaitVerdict(submit(first.pin()), Verdict.VERIFIED);
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
  void refusesWhatTheProviderDoesNotSend() {
    fault(CallKind.SEND, Effect.notSent());
    request();
    VerificationChanged refused = upstream.awaitStatus(id, Status.REFUSED);
    assertThat(refused.state().reason()).isEqualTo(Reason.NOT_DELIVERABLE);
  }

  @Test
  void repeatsAThrottledSendWhenTheProviderSays() {
    worker.simulator().define(on(CallKind.SEND, Effect.throttled(1)).times(2));
    request();
    upstream.awaitStatus(id, Status.SENT);
    assertThat(worker.simulator().messages(digits)).hasSize(1);
  }

  @Test
  void saysHonestlyThatTheOutcomeIsUnknownWhenASendWasLost() {
    fault(CallKind.SEND, Effect.timeout(Acceptance.AFTER));
    request();
    VerificationChanged failed = upstream.awaitStatus(id, Status.FAILED, Duration.ofSeconds(40));
    assertThat(failed.state().reason()).isEqualTo(Reason.SEND_OUTCOME_UNKNOWN);
    assertThat(worker.simulator().messages(digits)).hasSize(1);
  }

  @Test
  void repeatsASendThatTheLookUpsDoNotKnow() {
    worker.simulator().define(on(CallKind.SEND, Effect.reset(Acceptance.BEFORE)).times(1));
    request();
    upstream.awaitStatus(id, Status.SENT, Duration.ofSeconds(40));
    assertThat(worker.simulator().messages(digits)).hasSize(1);
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

  @Test
  void sendsNothingAfterItsTime() {
    ActiveFault fault = worker.simulator().define(on(CallKind.SEND, Effect.throttled(3)).times(1));
    Instant now = Instant.now();
    upstream.publish(request(now, now.plusSeconds(2)));
    await().until(() -> fault.strikes() > 0);
    VerificationChanged expired = upstream.awaitStatus(id, Status.EXPIRED);
    long calls = worker.simulator().traffic(digits).sendCalls();
    assertThat(expired.state().reason()).isEqualTo(Reason.NOT_SENT_IN_TIME);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(() -> worker.simulator().traffic(digits).sendCalls() == calls);
    assertThat(worker.simulator().messages(digits)).isEmpty();
  }

  @Test
  void reportsARefusedAccountAsTheProvidersFault() {
    fault(CallKind.SEND, Effect.status(401));
    Instant now = Instant.now();
    upstream.publish(request(now, now.plusSeconds(2)));
    VerificationChanged failed = upstream.awaitStatus(id, Status.FAILED);
    assertThat(failed.state().reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE);
  }

  @Test
  void doesNotMindThePublishersClock() {
    Instant anHourAgo = Instant.now().minusSeconds(3600);
    upstream.publish(request(anHourAgo, anHourAgo.plusSeconds(60)));
    VerificationChanged sent = upstream.awaitStatus(id, Status.SENT);
    assertThat(sent.state().times().sendBy())
        .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(60));
  }

  @Test
  void keepsOneSendOfANumberOpenAtATime() {
    fault(CallKind.SEND, Effect.latency(Duration.ofMillis(700)));
    UUID other = UUID.randomUUID();
    request();
    upstream.publish(
        OtpRequested.overSms(
            other, "shop", PhoneNumber.plain("+" + digits), "login", Instant.now()));
    upstream.awaitStatus(id, Status.SENT);
    upstream.awaitStatus(other, Status.SENT);
    assertThat(worker.simulator().messages(digits))
        .extracting(Message::at)
        .satisfiesExactly(
            first -> {},
            second ->
                assertThat(
                        Duration.between(
                            worker.simulator().messages(digits).getFirst().at(), second))
                    .isGreaterThan(Duration.ofMillis(600)));
  }

  @Test
  void putsWhatItCannotReadAmongTheDeadLetters() {
    ProducerRecord<String, byte[]> malformed =
        new ProducerRecord<>(
            Topics.REQUESTS,
            id.toString(),
            ("{\"clientId\":\"shop\",\"phoneNumber\":{\"plain\":\"" + digits + "\"}}")
                .getBytes(StandardCharsets.UTF_8));
    header(malformed, "ce_specversion", "1.0");
    header(malformed, "ce_id", id.toString());
    header(malformed, "ce_source", "/upstream");
    header(malformed, "ce_type", "dev.phoneproof.OtpRequested.v1");
    upstream.publish(malformed);

    VerificationChanged failed = upstream.awaitStatus(id, Status.FAILED);
    assertThat(failed.state().reason()).isEqualTo(Reason.UNPROCESSABLE);
    assertThat(upstream.deadLetters())
        .filteredOn(letter -> id.toString().equals(letter.key()))
        .isNotEmpty()
        .allSatisfy(letter -> {
          assertThat(letter.topic()).isEqualTo("otp.requests.dlt");
          assertThat(new String(letter.headers().lastHeader("dlt-reason").value()))
              .startsWith("invalid_member");
          assertThat(text(letter)).doesNotContain(digits);
        });
  }

  @Test
  void publishesAgainWhatKafkaMayNotHave() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    int before = upstream.outcomesOf(id).size();
    await().untilAsserted(() -> assertThat(publishedRevision()).isEqualTo(2));
    worker
        .bean(JdbcClient.class)
        .sql("update verification set published_revision = 1 where id = ?")
        .param(id)
        .update();
    await().untilAsserted(() -> assertThat(upstream.outcomesOf(id)).hasSizeGreaterThan(before));
    await().untilAsserted(() -> assertThat(publishedRevision()).isEqualTo(2));
  }

  private static boolean isSent(VerificationChanged change) {
    return change.state().status() == Status.SENT;
  }

  private Object publishedRevision() {
    return row("select published_revision from verification where id = ?", id);
  }

  private void request() {
    upstream.publish(request(Instant.now(), null));
  }

  private OtpRequested request(Instant at, Instant sendBy) {
    OtpRequested plain =
        OtpRequested.overSms(id, "shop", PhoneNumber.plain("+" + digits), "login", at);
    return new OtpRequested(
        plain.verificationId(),
        plain.clientId(),
        plain.phoneNumber(),
        plain.channel(),
        plain.locale(),
        plain.purpose(),
        plain.callerData(),
        plain.origin(),
        plain.requestedAt(),
        sendBy);
  }

  private UUID submit(String pin) {
    UUID submission = UUID.randomUUID();
    submit(submission, pin);
    return submission;
  }

  private void submit(UUID submission, String pin) {
    upstream.publish(new OtpSubmitted(id, "shop", submission, Pin.plain(pin), Instant.now()));
  }

  private Message message() {
    return worker.simulator().expectMessage(digits, Duration.ofSeconds(10));
  }

  /** Letters are never the PIN: the simulator's are numbers. */
  private static String wrongPin() {
    return "wrong";
  }

  private void fault(CallKind call, Effect effect) {
    worker.simulator().define(on(call, effect));
  }

  private Fault on(CallKind call, Effect effect) {
    return Fault.on(call, effect).forNumber(digits);
  }

  private static Object row(String sql, Object... parameters) {
    return worker
        .bean(JdbcClient.class)
        .sql(sql)
        .params(parameters)
        .query()
        .singleRow()
        .values()
        .iterator()
        .next();
  }

  private static String text(ConsumerRecord<String, byte[]> letter) {
    StringBuilder text = new StringBuilder(new String(letter.value(), StandardCharsets.UTF_8));
    letter
        .headers()
        .forEach(header -> text.append(new String(header.value(), StandardCharsets.UTF_8)));
    return text.toString();
  }

  private static void header(ProducerRecord<String, byte[]> to, String name, String value) {
    to.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
