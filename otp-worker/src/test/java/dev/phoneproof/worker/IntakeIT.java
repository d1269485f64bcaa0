package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.sealing.Sealer;
import dev.phoneproof.testservers.TestServers;
import dev.phoneproof.worker.intake.ConsumerGroups;
import dev.phoneproof.worker.intake.ConsumerLag;
import dev.phoneproof.worker.intake.DeadLetter;
import dev.phoneproof.worker.kafka.Position;
import dev.phoneproof.worker.kafka.TopicReader;
import dev.phoneproof.worker.kafka.TopicReaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;

/** Bad records among good ones. Alone: it takes a topic away, and stops the intake for a while. */
@Isolated
@ExtendWith(OutputCaptureExtension.class)
class IntakeIT {

  private static final String LETTERS = Topics.deadLetters(Topics.REQUESTS);
  private static final int PARTITION = 1;

  private static WorkerUnderTest worker;
  private static Admin admin;
  private static int numbers = 10_000;

  @BeforeAll
  static void start() {
    worker =
        WorkerUnderTest.start(
            "--PHONEPROOF_OPERATORS=" + OperatorHttp.OPERATORS,
            "--server.port=0",
            "--spring.kafka.producer.properties.request.timeout.ms=1000",
            "--spring.kafka.producer.properties.delivery.timeout.ms=2000");
    admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    worker.close();
  }

  @Test
  void holdsTheOffsetWhileADeadLetterCannotBeWritten() throws Exception {
    admin.deleteTopics(List.of(LETTERS)).all().get();
    UUID good = UUID.randomUUID();
    Position bad = publishAsOneBatch(List.of(malformed(null), of(request(good)))).getFirst();

    worker.upstream().awaitStatus(good, Status.SENT);
    awaitRepeats(good);
    assertThat(takenUpTo()).isLessThanOrEqualTo(bad.offset());

    admin.createTopics(List.of(new NewTopic(LETTERS, 3, (short) 1))).all().get();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(letters()).containsKey(bad));
    await().untilAsserted(() -> assertThat(takenUpTo()).isGreaterThan(bad.offset() + 1));
    assertThat(sends(good)).isEqualTo(1);
  }

  @Test
  void takesTheGoodOnesOfABatchInHoweverOddTheOthersAre(CapturedOutput log) {
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    UUID farPast = UUID.randomUUID();
    ProducerRecord<String, byte[]> tombstone =
        new ProducerRecord<>(Topics.REQUESTS, PARTITION, null, (byte[]) null);
    List<Position> there =
        publishAsOneBatch(
            List.of(
                of(request(first)),
                tombstone,
                malformed(null),
                malformed("385911234567 ".repeat(70_000)),
                malformed("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                manyHeaders(malformed("{}")),
                // A time that PostgreSQL cannot read: SQLSTATE 22007.
                of(upTo(request(farPast), Instant.parse("0001-01-01T00:00:00Z"))),
                of(request(last))));

    worker.upstream().awaitStatus(first, Status.SENT);
    worker.upstream().awaitStatus(last, Status.SENT);
    assertThat(worker.upstream().awaitStatus(farPast, Status.FAILED).state().reason())
        .isEqualTo(Reason.UNPROCESSABLE);
    await()
        .untilAsserted(() ->
            assertThat(letters())
                .containsEntry(there.get(1), "missing_header: ce_specversion")
                .containsEntry(there.get(2), "not_json: no data")
                .containsEntry(there.get(3), "not_json: too large")
                .containsEntry(there.get(4), "not_json: data")
                .containsEntry(there.get(5), "invalid_member: verificationId")
                .containsEntry(there.get(6), "refused_by_ledger")
                .doesNotContainKeys(there.getFirst(), there.getLast()));
    await().untilAsserted(() -> assertThat(lag()).containsValues(0L));
    assertThat(log).contains("is taken in one by one").doesNotContain("38591");
  }

  @Test
  void knowsHowFarBehindItIs() throws Exception {
    await()
        .untilAsserted(() ->
            assertThat(lag())
                .containsOnly(
                    Map.entry(Topics.REQUESTS, 0L),
                    Map.entry(Topics.SUBMISSIONS, 0L),
                    Map.entry(Topics.PRIVACY, 0L)));
    KafkaListenerEndpointRegistry listeners = worker.bean(KafkaListenerEndpointRegistry.class);
    listeners.stop();
    UUID late = UUID.randomUUID();
    worker.upstream().publish(of(request(late)));
    assertThat(lag()).containsEntry(Topics.REQUESTS, 1L);
    listeners.getListenerContainers().forEach(MessageListenerContainer::start);
    worker.upstream().awaitStatus(late, Status.SENT);
  }

  @Test
  void replaysNothingThatTheTopicHoldsNoMore() throws Exception {
    Position bad = worker.upstream().publish(malformed("{}"));
    await().untilAsserted(() -> assertThat(letters()).containsKey(bad));
    OperatorHttp ana = OperatorHttp.ana(worker);
    assertThat(ana.replay(bad).get(0).path("reason").asString())
        .isEqualTo("invalid_member: verificationId");

    TopicPartition partition = new TopicPartition(bad.topic(), bad.partition());
    admin
        .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(bad.offset() + 1)))
        .all()
        .get();

    assertThat(ana.replay(bad).get(0).path("reason").asString()).isEqualTo("record_gone");
    JsonNode letters =
        OperatorHttp.json(ana.get("/operator/v1/dead-letters?topic=otp.requests&limit=1"));
    assertThat(letters.path("letters").get(0).path("original").path("offset").asLong())
        .isEqualTo(bad.offset());
    assertThat(letters.path("letters").get(0).path("replayable").asBoolean()).isFalse();
  }

  @Test
  void logsNoNumberThatAnOperatorTypesOrReplays(CapturedOutput log) {
    Position request = worker.upstream().publish(of(request(UUID.randomUUID())));
    OperatorHttp ana = OperatorHttp.ana(worker);
    ana.get("/operator/v1/dead-letters?topic=385911234567");
    ana.get("/operator/v1/dead-letters?topic=otp.requests&limit=385911234567");
    ana.get("/operator/v1/+385911234567");
    ana.because("385911234567").get("/operator/v1/dead-letters");
    ana.post("/operator/v1/dead-letters/replays", "{\"letters\": 385911234567");
    ana.replay(request);
    assertThat(log).contains("Replayed: ").doesNotContain("38591");
  }

  /** One poll brings them together, for nobody listens while they are published. */
  private static List<Position> publishAsOneBatch(List<ProducerRecord<String, byte[]>> records) {
    KafkaListenerEndpointRegistry listeners = worker.bean(KafkaListenerEndpointRegistry.class);
    listeners.stop();
    List<Position> there = new ArrayList<>();
    records.forEach(one -> there.add(worker.upstream().publish(one)));
    listeners.getListenerContainers().forEach(MessageListenerContainer::start);
    return there;
  }

  /** Its batch has come again: each time a good one of it is told the same once more. */
  private static void awaitRepeats(UUID good) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            worker.upstream().outcomesOf(good).stream()
                    .filter(change -> change.state().status() == Status.SENT)
                    .count()
                >= 3);
  }

  private static long takenUpTo() throws Exception {
    TopicPartition partition = new TopicPartition(Topics.REQUESTS, PARTITION);
    OffsetAndMetadata taken =
        admin
            .listConsumerGroupOffsets(ConsumerGroups.REQUESTS)
            .partitionsToOffsetAndMetadata()
            .get()
            .get(partition);
    return taken == null ? 0 : taken.offset();
  }

  private static Map<String, Long> lag() {
    return worker.bean(ConsumerLag.class).byTopic().orElseThrow();
  }

  /** Why, by position. */
  private static Map<Position, String> letters() {
    Map<Position, String> letters = new HashMap<>();
    try (TopicReader reader = worker.bean(TopicReaders.class).open()) {
      reader.newest(LETTERS, 500).stream()
          .map(DeadLetter::read)
          .flatMap(Optional::stream)
          .forEach(letter -> letters.put(letter.origin(), letter.reason()));
    }
    return letters;
  }

  private static long sends(UUID id) {
    return worker
        .database()
        .sql("select count(*) from send where verification_id = ?")
        .param(id)
        .query(Long.class)
        .single();
  }

  private static OtpRequested request(UUID id) {
    return OtpRequested.overSms(
        id, "shop", PhoneNumber.plain("+38591998" + numbers++), "login", Instant.now());
  }

  private static OtpRequested upTo(OtpRequested plain, Instant sendBy) {
    return new OtpRequested(
        plain.verificationId(),
        plain.clientId(),
        plain.phoneNumber(),
        plain.channel(),
        plain.locale(),
        plain.purpose(),
        plain.callerData(),
        plain.origin(),
        Instant.parse("9999-12-31T23:59:59Z"),
        sendBy);
  }

  private static ProducerRecord<String, byte[]> of(OtpRequested request) {
    EventMessage message =
        new EventCodec()
            .encode(
                Sealer.of(SealingPair.OURS.publicKeys())
                    .seal(CloudEvent.of(request, "/upstream", Instant.now())));
    ProducerRecord<String, byte[]> good =
        new ProducerRecord<>(message.topic(), PARTITION, message.key(), message.data());
    message.headers().forEach((name, value) -> header(good, name, value));
    return good;
  }

  private static ProducerRecord<String, byte[]> malformed(String data) {
    UUID id = UUID.randomUUID();
    byte[] bytes = data == null ? null : data.getBytes(StandardCharsets.UTF_8);
    ProducerRecord<String, byte[]> bad =
        new ProducerRecord<>(Topics.REQUESTS, PARTITION, id.toString(), bytes);
    header(bad, "ce_specversion", "1.0");
    header(bad, "ce_id", id.toString());
    header(bad, "ce_source", "/upstream");
    header(bad, "ce_type", "dev.phoneproof.OtpRequested.v1");
    return bad;
  }

  private static ProducerRecord<String, byte[]> manyHeaders(ProducerRecord<String, byte[]> bad) {
    for (int i = 0; i < 5_000; i++) {
      header(bad, "x" + i, "+385911234567");
    }
    return bad;
  }

  private static void header(ProducerRecord<String, byte[]> to, String name, String value) {
    to.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
