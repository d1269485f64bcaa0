package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Acceptance;
import dev.phoneproof.simulator.fault.ActiveFault;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.inbox.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a request to a message on its way, or to an honest end. */
class SendingIT extends WithWorker {

  @Test
  void sendsOnceHoweverOftenARequestIsRepeated() {
    for (int i = 0; i < 5; i++) {
      request();
    }
    upstream.awaitStatus(id, Status.SENT);
    long before = upstream.outcomesOf(id).stream().filter(SendingIT::isSent).count();
    request();
    await()
        .untilAsserted(() ->
            assertThat(upstream.outcomesOf(id).stream().filter(SendingIT::isSent).count())
                .isGreaterThan(before));
    assertThat(worker.simulator().messages(digits)).hasSize(1);
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
  void sendsNothingAfterItsTime() {
    ActiveFault fault = worker.simulator().define(on(CallKind.SEND, Effect.throttled(9)).times(1));
    Instant now = Instant.now();
    upstream.publish(request(now, now.plusSeconds(8)));
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
    upstream.publish(request(now, now.plusSeconds(8)));
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
