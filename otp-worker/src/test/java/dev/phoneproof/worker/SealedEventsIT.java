package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.sealing.Sealer;
import dev.phoneproof.worker.kafka.KafkaRecords;
import dev.phoneproof.worker.kafka.Position;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Events sealed for keys that a worker has, will have or never gets. */
@Isolated
class SealedEventsIT {

  private static final SealingPair NEXT = SealingPair.named("next");
  private static final Sealer FOR_NEXT = Sealer.of(NEXT.publicKeys());
  private static final Sealer FOR_NOBODY = Sealer.of(SealingPair.named("nobody").publicKeys());

  private static final String PLAIN_SOURCES =
      "--phoneproof.intake.plain-sources=/listed,/also-listed";

  private static WorkerUnderTest worker;

  private final UUID id = UUID.randomUUID();

  @BeforeAll
  static void start() {
    worker = WorkerUnderTest.start(PLAIN_SOURCES);
  }

  private static void restartWith(String privateKeys) {
    worker.upstream().close();
    worker.stopWorker();
    worker = worker.startAgain(PLAIN_SOURCES, "--PHONEPROOF_SEALING_PRIVATE_KEYS=" + privateKeys);
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @Test
  void takesPlainMembersFromListedSourcesOnly() {
    publishPlain("/listed", request(id, "+385914000001"));
    worker.upstream().awaitStatus(id, Status.SENT);

    UUID refused = UUID.randomUUID();
    Position there = publishPlain("/billing", request(refused, "+385914000002"));
    assertThat(reasonOf(awaitLetter(there))).isEqualTo("plain_not_allowed");
    assertThat(worker.upstream().awaitStatus(refused, Status.FAILED).state().reason())
        .isEqualTo(Reason.UNPROCESSABLE);
  }

  @Test
  void takesARequestInOnceAWorkerHasItsKey() {
    Position request = worker.upstream().publish(request(id, "+385914000003"), FOR_NEXT);
    await().until(() -> parked(request) == 1);
    await().until(SealedEventsIT::parkedByTheMeter, count -> count >= 1);
    assertThat(worker.upstream().outcomesOf(id)).isEmpty();

    restartWith(NEXT.andPrivateKeys(SealingPair.OURS));
    worker.upstream().awaitStatus(id, Status.SENT);
    await().until(() -> parked(request) == 0);
    assertThat(worker.upstream().deadLetters()).noneMatch(letter -> isOf(letter, request));

    UUID submission = UUID.randomUUID();
    worker.upstream().publish(submitted(submission, "wrong"), FOR_NEXT);
    worker.upstream().awaitVerdict(submission, Verdict.WRONG_PIN);
  }

  @Test
  void givesARequestUpAtItsDeadline() {
    Instant now = Instant.now();
    OtpRequested soon = request(id, "+385914000004");
    OtpRequested within =
        new OtpRequested(
            id,
            soon.clientId(),
            soon.phoneNumber(),
            soon.channel(),
            soon.locale(),
            soon.purpose(),
            soon.callerData(),
            soon.origin(),
            now,
            now.plusSeconds(3));
    Position request = worker.upstream().publish(within, FOR_NOBODY);

    assertThat(worker.upstream().awaitStatus(id, Status.FAILED).state().reason())
        .isEqualTo(Reason.UNPROCESSABLE);
    assertThat(reasonOf(awaitLetter(request))).isEqualTo("unknown_key");
    assertThat(Instant.now()).isAfterOrEqualTo(now.plusSeconds(3));
    await().until(() -> parked(request) == 0);
  }

  @Test
  void givesAPinUpAndLeavesItsVerificationAlive() {
    worker.upstream().publish(request(id, "+385914000005"));
    worker.upstream().awaitStatus(id, Status.SENT);
    Position pin = worker.upstream().publish(submitted(UUID.randomUUID(), "wrong"), FOR_NOBODY);

    assertThat(reasonOf(awaitLetter(pin))).isEqualTo("unknown_key");
    UUID good = UUID.randomUUID();
    String typed = worker.simulator().expectMessage("385914000005", Duration.ofSeconds(10)).pin();
    worker.upstream().publish(submitted(good, typed));
    worker.upstream().awaitVerdict(good, Verdict.VERIFIED);
  }

  private static OtpRequested request(UUID id, String number) {
    return OtpRequested.overSms(id, "shop", PhoneNumber.plain(number), "login", Instant.now());
  }

  private OtpSubmitted submitted(UUID submission, String pin) {
    return new OtpSubmitted(id, "shop", submission, Pin.plain(pin), Instant.now());
  }

  private static Position publishPlain(String source, OtpRequested request) {
    return worker
        .upstream()
        .publish(
            KafkaRecords.of(
                new EventCodec().encode(CloudEvent.of(request, source, Instant.now()))));
  }

  private static long parked(Position position) {
    return worker
        .database()
        .sql(
            "select count(*) from parked_record where topic = ? and partition = ? "
                + "and record_offset = ?")
        .params(position.topic(), position.partition(), position.offset())
        .query(Long.class)
        .single();
  }

  private static double parkedByTheMeter() {
    return worker
        .bean(MeterRegistry.class)
        .get("phoneproof.backlog")
        .tag("of", "parked_record")
        .gauge()
        .value();
  }

  private static ConsumerRecord<String, byte[]> awaitLetter(Position position) {
    List<ConsumerRecord<String, byte[]>> letters = worker.upstream().deadLetters();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> letters.stream().anyMatch(letter -> isOf(letter, position)));
    return letters.stream().filter(letter -> isOf(letter, position)).findFirst().orElseThrow();
  }

  private static boolean isOf(ConsumerRecord<String, byte[]> letter, Position position) {
    return header(letter, "dlt-original-topic").equals(position.topic())
        && header(letter, "dlt-original-partition").equals("" + position.partition())
        && header(letter, "dlt-original-offset").equals("" + position.offset());
  }

  private static String reasonOf(ConsumerRecord<String, byte[]> letter) {
    return header(letter, "dlt-reason");
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
