package dev.phoneproof.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service that speaks Kafka instead of HTTP. */
@ExtendWith(WithRunningSystem.class)
class UpstreamIT {

  private final RunningSystem system;
  private final Upstream upstream;

  UpstreamIT(RunningSystem system) {
    this.system = system;
    this.upstream = system.upstream();
  }

  @Test
  void runsAWholeVerificationOverEvents() {
    Phone phone = system.phone();
    OtpRequested request = upstream.request(phone);

    upstream.publishes(request);
    VerificationChanged sent = await(request, change -> change.state().status() == Status.SENT);
    assertThat(sent.clientId()).isEqualTo(Upstream.CLIENT);
    assertThat(sent.state().times().expiresAt()).isNotNull();

    OtpSubmitted wrong = upstream.submission(request.verificationId(), phone.wrongPin());
    upstream.publishes(wrong);
    assertThat(await(request, answers(wrong)).answer())
        .extracting(Answer::verdict)
        .isEqualTo(Verdict.WRONG_PIN);

    OtpSubmitted right = upstream.submission(request.verificationId(), phone.pin());
    upstream.publishes(right);
    VerificationChanged verified = await(request, answers(right));
    assertThat(verified.answer()).extracting(Answer::verdict).isEqualTo(Verdict.VERIFIED);
    assertThat(verified.state().status()).isEqualTo(Status.VERIFIED);
    assertThat(verified.state().revision()).isGreaterThan(sent.state().revision());
  }

  /** For a login: the page never names the number, and never learns it. */
  @Test
  void mayBeFollowedByAPageThatItsClientHandsAToken() {
    Phone phone = system.phone();
    OtpRequested request =
        OtpRequested.overSms(
            UUID.randomUUID(),
            ApiClient.SHOP.id(),
            PhoneNumber.plain(phone.number()),
            "login",
            Instant.now());
    String id = request.verificationId().toString();

    upstream.publishes(request);
    Verification page = Verification.handedOn(system.gateway(), ApiClient.SHOP, id);

    assertThat(page.accepted().json().has("maskedPhoneNumber")).isFalse();
    page.awaitStatus("SENT");
    page.provesWith(phone.pin());
  }

  @Test
  void getsOneMessageForARepeatedRequest() {
    Phone phone = system.phone();
    OtpRequested request = upstream.request(phone);

    upstream.publishes(request);
    upstream.publishes(request);
    await(request, change -> change.state().status() == Status.SENT);
    upstream.publishes(request);

    phone.staysAtMessages(1);
    assertThat(system.simulator().sendCalls(phone)).isEqualTo(1);
  }

  @Test
  void mayCancel() {
    Phone phone = system.phone();
    OtpRequested request = upstream.request(phone);
    upstream.publishes(request);
    await(request, change -> change.state().status() == Status.SENT);

    upstream.publishes(new OtpCancelRequested(request.verificationId(), Upstream.CLIENT));

    VerificationChanged end = await(request, change -> change.state().status().isFinal());
    assertThat(end.state().status()).isEqualTo(Status.CANCELED);
  }

  /** Two topics have no order: the cancel may be read first. */
  @Test
  void mayCancelWhatTheWorkerHasNotReadYet() {
    Phone phone = system.phone();
    OtpRequested request = upstream.request(phone);
    upstream.publishes(new OtpCancelRequested(request.verificationId(), Upstream.CLIENT));
    // By the time that somebody else is through, the cancel has been read.
    Person other = system.person();
    other.asks().provesWith(other.phone().pin());

    upstream.publishes(request);

    VerificationChanged end = await(request, change -> change.state().status().isFinal());
    assertThat(end.state().status()).isEqualTo(Status.CANCELED);
    phone.staysAtMessages(0);
  }

  @Test
  void cannotEndTheVerificationOfAnotherClient() {
    Phone phone = system.phone();
    OtpRequested request = upstream.request(phone);
    upstream.publishes(request);
    await(request, change -> change.state().status() == Status.SENT);

    upstream.publishes(new OtpCancelRequested(request.verificationId(), "somebody-else"));
    OtpSubmitted right = upstream.submission(request.verificationId(), phone.pin());
    upstream.publishes(right);

    assertThat(await(request, answers(right)).state().status()).isEqualTo(Status.VERIFIED);
  }

  @Test
  void findsAMalformedRequestAmongTheDeadLettersWithoutItsNumber() {
    Phone phone = system.phone();
    EventMessage message = upstream.readableMessage(upstream.request(phone));
    String json = new String(message.data(), UTF_8).replace(phone.number(), phone.nationalNumber());

    upstream.publishes(message.topic(), message.key(), message.headers(), json.getBytes(UTF_8));

    assertDeadLetter(Tape.DEAD_REQUESTS, message.key(), phone);
    VerificationChanged end =
        system.tape().awaitOutcome(message.key(), change -> change.state().status().isFinal());
    assertThat(end.state().status()).isEqualTo(Status.FAILED);
    assertThat(end.state().reason()).isEqualTo(Reason.UNPROCESSABLE);
    phone.staysAtMessages(0);
  }

  @Test
  void takesNoNumberThatIsNotSealed() {
    Phone phone = system.phone();
    EventMessage message = upstream.readableMessage(upstream.request(phone));

    upstream.publishes(message.topic(), message.key(), message.headers(), message.data());

    assertDeadLetter(Tape.DEAD_REQUESTS, message.key(), phone);
    VerificationChanged end =
        system.tape().awaitOutcome(message.key(), change -> change.state().status().isFinal());
    assertThat(end.state().reason()).isEqualTo(Reason.UNPROCESSABLE);
    phone.staysAtMessages(0);
  }

  @Test
  void findsWhatIsNoEventAmongTheDeadLetters() {
    Phone phone = system.phone();
    EventMessage message = upstream.message(upstream.request(phone));
    String text = "call me: " + phone.number();

    upstream.publishes(message.topic(), message.key(), message.headers(), text.getBytes(UTF_8));
    assertDeadLetter(Tape.DEAD_REQUESTS, message.key(), phone);

    String noHeaders = UUID.randomUUID().toString();
    upstream.publishes(message.topic(), noHeaders, Map.of(), message.data());
    assertDeadLetter(Tape.DEAD_REQUESTS, noHeaders, phone);

    String noValue = UUID.randomUUID().toString();
    upstream.publishes(message.topic(), noValue, message.headers(), null);
    assertDeadLetter(Tape.DEAD_REQUESTS, noValue, phone);
  }

  @Test
  void findsAnUnknownTypeAmongTheDeadLetters() {
    Phone phone = system.phone();
    EventMessage message = upstream.message(upstream.request(phone));
    Map<String, String> headers = new TreeMap<>(message.headers());
    headers.put("ce_type", "dev.phoneproof.OtpRequested.v99");

    upstream.publishes(message.topic(), message.key(), headers, message.data());

    assertDeadLetter(Tape.DEAD_REQUESTS, message.key(), phone);
    phone.staysAtMessages(0);
  }

  @Test
  void doesNotLoseAVerificationToAMalformedSubmission() {
    Phone phone = system.phone();
    OtpRequested request = upstream.request(phone);
    upstream.publishes(request);
    await(request, change -> change.state().status() == Status.SENT);
    EventMessage message =
        upstream.readableMessage(upstream.submission(request.verificationId(), phone.pin()));
    String json = new String(message.data(), UTF_8).replace(phone.pin(), "?" + phone.pin());

    upstream.publishes(message.topic(), message.key(), message.headers(), json.getBytes(UTF_8));
    assertDeadLetter(Tape.DEAD_SUBMISSIONS, message.key(), phone);

    OtpSubmitted right = upstream.submission(request.verificationId(), phone.pin());
    upstream.publishes(right);
    assertThat(await(request, answers(right)).state().status()).isEqualTo(Status.VERIFIED);
  }

  private VerificationChanged await(OtpRequested request, Predicate<VerificationChanged> fits) {
    return system.tape().awaitOutcome(request.verificationId().toString(), fits);
  }

  private static Predicate<VerificationChanged> answers(OtpSubmitted submission) {
    return change ->
        change.answer() != null && change.answer().submissionId().equals(submission.submissionId());
  }

  /** Reason and original position are there, number and PIN are not. */
  private void assertDeadLetter(String topic, String key, Phone phone) {
    ConsumerRecord<String, byte[]> dead = system.tape().awaitRecord(topic, key, _ -> true);
    String original = topic.equals(Tape.DEAD_REQUESTS) ? Topics.REQUESTS : Topics.SUBMISSIONS;

    assertThat(Tape.text(dead)).doesNotContain(phone.nationalNumber().substring(1));
    phone.knownPins().forEach(pin -> assertThat(Tape.text(dead)).doesNotContain(pin));
    Map<String, String> headers = Tape.headers(dead);
    assertThat(headers.toString()).contains("reason", original, "partition", "offset");
  }
}
