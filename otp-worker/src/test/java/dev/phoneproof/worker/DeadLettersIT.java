package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.worker.kafka.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Dead letters as an operator sees them, and their replay. */
class DeadLettersIT extends WithWorker {

  @Test
  void showsWhyAndWhereButNotWhat() {
    Position bad = upstream.publish(unreadable());
    JsonNode letter = awaitLetter(Topics.REQUESTS, bad);

    assertThat(letter.path("reason").asString()).isEqualTo("invalid_member: verificationId");
    assertThat(letter.path("topic").asString()).isEqualTo("otp.requests.dlt");
    assertThat(letter.path("id").asString()).isEqualTo(id.toString());
    assertThat(letter.path("type").asString()).isEqualTo("dev.phoneproof.OtpRequested.v1");
    assertThat(letter.path("replayable").asBoolean()).isTrue();
    assertThat(letter.path("originalAt").asString())
        .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
    assertThat(letter.toString()).doesNotContain(digits);
  }

  @Test
  void listsTheNewestFirst() {
    List<Position> three =
        List.of(
            upstream.publish(unreadable()),
            upstream.publish(unreadable()),
            upstream.publish(unreadable()));
    three.forEach(one -> awaitLetter(Topics.REQUESTS, one));
    JsonNode letters = letters(Topics.REQUESTS, 500);
    assertThat(letters)
        .extracting(letter -> Instant.parse(letter.path("at").asString()))
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
    assertThat(letters(Topics.REQUESTS, 2)).hasSize(2);
  }

  @Test
  void replaysASubmissionThatTheLedgerRefused() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    UUID submission = UUID.randomUUID();
    Position refused;
    try (Refusal _ = new Refusal("submission", "verification_id", id)) {
      refused = upstream.publish(submitted(submission));
      assertThat(awaitLetter(Topics.SUBMISSIONS, refused).path("reason").asString())
          .isEqualTo("refused_by_ledger");
      assertThat(replay(refused)).isEqualTo("refused refused_by_ledger");
    }

    assertThat(replay(refused)).isEqualTo("taken");
    upstream.awaitVerdict(submission, Verdict.VERIFIED);
    assertThat(replay(refused)).isEqualTo("taken");
    assertThat(worker.simulator().guesses(message().pinId()).verifyCalls()).isEqualTo(1);
    assertThat(lettersOf(refused)).hasSize(1);
  }

  @Test
  void leavesAnUnprocessableVerificationEndedWhenItsRequestIsReplayed() {
    Position refused;
    try (Refusal _ = new Refusal("verification", "number_hash is not null and id", id)) {
      refused = upstream.publish(request(Instant.now(), null));
      upstream.awaitStatus(id, Status.FAILED);
    }

    assertThat(replay(refused)).isEqualTo("taken");
    assertThat(row("select status from verification where id = ?", id)).isEqualTo("FAILED");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(5))
        .until(() -> worker.simulator().messages(digits).isEmpty());
  }

  @Test
  void sendsNothingLateInAReplay() {
    Instant now = Instant.now();
    Position request = upstream.publish(request(now, now));
    upstream.awaitStatus(id, Status.EXPIRED);
    Object sendBy = sendBy();
    forget();

    assertThat(replay(request)).isEqualTo("taken");
    await()
        .untilAsserted(() ->
            assertThat(row("select reason from verification where id = ?", id))
                .isEqualTo("NOT_SENT_IN_TIME"));
    assertThat(sendBy()).isEqualTo(sendBy);
    assertThat(worker.simulator().messages(digits)).isEmpty();
  }

  @Test
  void sendsInAReplayWhatTheLedgerDoesNotKnowWhileThereIsTime() {
    Position request = upstream.publish(request(Instant.now(), null));
    upstream.awaitStatus(id, Status.SENT);
    Object sendBy = sendBy();
    forget();

    assertThat(replay(request)).isEqualTo("taken");
    assertThat(sendBy()).isEqualTo(sendBy);
    await().until(() -> worker.simulator().messages(digits).size() == 2);
    assertThat(replay(request)).isEqualTo("taken");
    upstream.awaitVerdict(
        submit(worker.simulator().messages(digits).getLast().pin()), Verdict.VERIFIED);
    assertThat(worker.simulator().messages(digits)).hasSize(2);
  }

  @Test
  void saysWhyARecordIsStillUnreadableAndWritesNoOtherLetter() {
    Position bad = upstream.publish(unreadable());
    awaitLetter(Topics.REQUESTS, bad);
    upstream.awaitStatus(id, Status.FAILED);

    assertThat(replay(bad)).isEqualTo("refused invalid_member: verificationId");
    assertThat(lettersOf(bad)).hasSize(1);
    assertThat(row("select revision from verification where id = ?", id)).isEqualTo(1);
  }

  @Test
  void saysThatThereIsNoSuchRecord() {
    Position good = upstream.publish(request(Instant.now(), null));
    assertThat(replay(new Position(good.topic(), good.partition(), good.offset() + 1_000_000)))
        .isEqualTo("refused record_gone");
    assertThat(replay(new Position(good.topic(), 99, 0))).isEqualTo("refused no_such_partition");
  }

  @Test
  void answersForEachLetterInItsOrder() {
    Position bad = upstream.publish(unreadable());
    upstream.awaitStatus(id, Status.FAILED);
    Position good = upstream.publish(request(Instant.now(), null));

    JsonNode answers =
        OperatorHttp.ana(worker).replay(good, new Position(Topics.SUBMISSIONS, 99, 0), bad, good);

    assertThat(answers)
        .extracting(answer -> answer.path("result").asString())
        .containsExactly("taken", "refused", "refused", "taken");
    assertThat(answers.get(0).path("offset").asLong()).isEqualTo(good.offset());
  }

  @Test
  void replaysAHundredAtOnce() {
    Position[] cancels =
        Stream.generate(() -> new OtpCancelRequested(UUID.randomUUID(), "shop"))
            .limit(100)
            .map(upstream::publish)
            .toArray(Position[]::new);
    assertThat(OperatorHttp.ana(worker).replay(cancels))
        .extracting(answer -> answer.path("result").asString())
        .hasSize(100)
        .containsOnly("taken");
  }

  private String replay(Position position) {
    JsonNode answer = OperatorHttp.ana(worker).replay(position).get(0);
    return (answer.path("result").asString() + " " + answer.path("reason").asString("")).strip();
  }

  private JsonNode awaitLetter(String topic, Position origin) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> find(topic, origin), found -> !found.isEmpty())
        .getFirst();
  }

  private List<JsonNode> lettersOf(Position origin) {
    return find(origin.topic(), origin);
  }

  private static List<JsonNode> find(String topic, Position origin) {
    return letters(topic, 500)
        .valueStream()
        .filter(letter ->
            letter.path("original").path("partition").asInt() == origin.partition()
                && letter.path("original").path("offset").asLong() == origin.offset())
        .toList();
  }

  private static JsonNode letters(String topic, int limit) {
    return OperatorHttp.json(
            OperatorHttp.ana(worker)
                .get("/operator/v1/dead-letters?topic=" + topic + "&limit=" + limit))
        .path("letters");
  }

  private OtpSubmitted submitted(UUID submission) {
    return new OtpSubmitted(id, "shop", submission, Pin.plain(message().pin()), Instant.now());
  }

  private Object sendBy() {
    return row("select send_by from verification where id = ?", id);
  }

  /** As if its record had never been taken in. */
  private void forget() {
    JdbcClient jdbc = worker.bean(JdbcClient.class);
    await()
        .untilAsserted(() ->
            assertThat(
                    row(
                        "select count(*) from send where verification_id = ? and status <> 'DONE'",
                        id))
                .isEqualTo(0L));
    jdbc.sql("delete from send where verification_id = ?").param(id).update();
    jdbc.sql("delete from verification where id = ?").param(id).update();
  }

  private ProducerRecord<String, byte[]> unreadable() {
    ProducerRecord<String, byte[]> bad =
        new ProducerRecord<>(
            Topics.REQUESTS,
            id.toString(),
            ("{\"clientId\":\"shop\",\"phoneNumber\":{\"plain\":\"" + digits + "\"}}")
                .getBytes(StandardCharsets.UTF_8));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", id.toString(),
            "ce_source", "/upstream",
            "ce_type", "dev.phoneproof.OtpRequested.v1")
        .forEach((name, value) -> bad.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return bad;
  }

  /** While it is open the database refuses one row. */
  private record Refusal(String table, String name) implements AutoCloseable {

    Refusal(String table, String column, UUID value) {
      this(table, "refuse_" + value.toString().replace('-', '_'));
      worker
          .database()
          .sql(
              "alter table %s add constraint %s check (not (%s = '%s')) not valid"
                  .formatted(table, name, column, value))
          .update();
    }

    @Override
    public void close() {
      worker.database().sql("alter table %s drop constraint %s".formatted(table, name)).update();
    }
  }
}
