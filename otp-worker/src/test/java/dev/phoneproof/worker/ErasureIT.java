package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.ErasureCompleted;
import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.events.ErasureRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Acceptance;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.worker.kafka.Position;
import dev.phoneproof.worker.verification.Msisdn;
import dev.phoneproof.worker.verification.NumberHash;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What an erasure erases, what it leaves to others, and what cannot undo it. */
class ErasureIT extends WithWorker {

  private final String reason = "DSR-" + digits.substring(7);

  @Test
  void leavesNothingOfTheNumber() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    upstream.awaitVerdict(submit(wrongPin()), Verdict.WRONG_PIN);
    upstream.awaitVerdict(submit(message().pin()), Verdict.VERIFIED);
    awaitPublished();
    assertThat(traces()).isNotEmpty();

    JsonNode erased = erase();

    assertThat(erased.path("counts").toString())
        .isEqualTo("{\"verifications\":1,\"sends\":1,\"submissions\":2}");
    assertThat(traces()).isEmpty();
    assertThat(count("verification", "id") + count("send", "verification_id")).isZero();
    assertThat(count("submission", "verification_id")).isZero();
  }

  @Test
  void cancelsWhatIsLiveAndHasThatPublished() {
    request();
    upstream.awaitStatus(id, Status.SENT);

    assertThat(erase().path("counts").path("verifications").asInt()).isEqualTo(1);

    assertThat(traces()).isEmpty();
    upstream.awaitStatus(id, Status.CANCELED);
    await().untilAsserted(() -> assertThat(count("verification", "id")).isZero());
    assertThat(actorsOf("CANCELED")).containsExactly("erasure");
  }

  @Test
  void isNotUndoneByASendThatIsUnderWay() {
    fault(CallKind.SEND, Effect.latency(Duration.ofSeconds(2)));
    request();
    awaitCall();

    try (LogLines log = new LogLines()) {
      erase();
      upstream.awaitStatus(id, Status.CANCELED);
      message();
      assertOthersAreServed();
      assertNothingWasGivenUp(log);
    }
    assertThat(traces()).isEmpty();
    assertThat(count("verification", "id")).isZero();
  }

  @Test
  void isNotUndoneByASendThatIsLookedUp() {
    fault(CallKind.SEND, Effect.reset(Acceptance.AFTER));
    request();
    await()
        .untilAsserted(() ->
            assertThat(count("send", "status = 'LOOKING_UP' and verification_id")).isEqualTo(1));

    try (LogLines log = new LogLines()) {
      erase();
      upstream.awaitStatus(id, Status.CANCELED);
      assertOthersAreServed();
      assertNothingWasGivenUp(log);
    }
    assertThat(traces()).isEmpty();
  }

  @Test
  void answersAPinWhoseCheckIsUnderWay() {
    fault(CallKind.VERIFY, Effect.latency(Duration.ofSeconds(2)));
    request();
    upstream.awaitStatus(id, Status.SENT);
    UUID submission = submit(message().pin());
    await()
        .untilAsserted(() ->
            assertThat(count("submission", "status = 'CHECKING' and id", submission)).isEqualTo(1));

    try (LogLines log = new LogLines()) {
      erase();
      upstream.awaitVerdict(submission, Verdict.ENDED);
      assertOthersAreServed();
      assertNothingWasGivenUp(log);
    }
    await().untilAsserted(() -> assertThat(count("verification", "id")).isZero());
    assertThat(count("submission", "verification_id")).isZero();
  }

  @Test
  void keepsAnOldRequestFromRecreatingWhatWasErased() {
    Position old = upstream.publish(request(Instant.now(), null));
    upstream.awaitStatus(id, Status.SENT);
    upstream.awaitVerdict(submit(message().pin()), Verdict.VERIFIED);
    erase();
    await().untilAsserted(() -> assertThat(count("verification", "id")).isZero());

    deliverAgain(old);

    upstream.awaitStatus(id, Status.CANCELED);
    await().untilAsserted(() -> assertThat(count("verification", "id")).isZero());
    assertThat(traces()).isEmpty();
    assertThat(worker.simulator().messages(digits)).hasSize(1);
  }

  @Test
  void takesNewRequestsAtOnce() {
    erase();
    request();
    upstream.awaitStatus(id, Status.SENT);
    upstream.awaitVerdict(submit(message().pin()), Verdict.VERIFIED);
  }

  @Test
  void mayBeAskedForTwice() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    assertThat(erase().path("counts").path("verifications").asInt()).isEqualTo(1);
    assertThat(erase().path("counts").path("verifications").asInt()).isZero();
  }

  @Test
  void answersAnEventWithTheSameCountsAsOftenAsItComes() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    ErasureRequested wish =
        new ErasureRequested(UUID.randomUUID(), PhoneNumber.plain("+" + digits));

    upstream.publish(wish);
    ErasureCompleted answer = new ErasureCompleted(wish.requestId(), new Counts(1, 1, 0));
    awaitAnswers(wish, answer);
    upstream.publish(wish);
    awaitAnswers(wish, answer, answer);

    upstream.awaitStatus(id, Status.CANCELED);
    assertThat(traces()).isEmpty();
  }

  @Test
  void coversByEventWhatCameBeforeTheEvent() {
    ErasureRequested wish =
        new ErasureRequested(UUID.randomUUID(), PhoneNumber.plain("+" + digits));
    Position asked = upstream.publish(wish);
    awaitAnswers(wish, new ErasureCompleted(wish.requestId(), new Counts(0, 0, 0)));
    request();
    upstream.awaitStatus(id, Status.SENT);

    deliverAgain(asked);
    awaitAnswers(
        wish,
        new ErasureCompleted(wish.requestId(), new Counts(0, 0, 0)),
        new ErasureCompleted(wish.requestId(), new Counts(0, 0, 0)));

    assertThat(row("select status from verification where id = ?", id)).isEqualTo("SENT");
  }

  @Test
  void givesAnUnreadableWishADeadLetterWithoutItsValue() {
    UUID requestId = UUID.randomUUID();
    ProducerRecord<String, byte[]> bad =
        new ProducerRecord<>(
            Topics.PRIVACY,
            requestId.toString(),
            ("{\"phoneNumber\":{\"plain\":\"" + digits + "\"}}").getBytes(StandardCharsets.UTF_8));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", requestId.toString(),
            "ce_source", "/rights",
            "ce_type", "dev.phoneproof.ErasureRequested.v1")
        .forEach((name, value) -> bad.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    upstream.publish(bad);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(upstream.deadLetters())
                .filteredOn(letter -> requestId.toString().equals(letter.key()))
                .singleElement()
                .satisfies(letter ->
                    assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                        .isEqualTo("{}")));
  }

  @Test
  void finishesWhatACrashLeft() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    UUID written = UUID.randomUUID();
    worker
        .bean(JdbcClient.class)
        .sql(
            """
            insert into erasure_ledger (
              request_id, number_hash, erased_at, requested_by, blocks_until, kept_until)
            values (:id, :hash, now() + interval '1 second', 'operator eva',
              now() + interval '26 hours', now() + interval '400 days')
            """)
        .param("id", written)
        .param("hash", hash())
        .update();

    upstream.awaitStatus(id, Status.CANCELED);
    await().untilAsserted(() -> assertThat(upstream.erasures(written)).isNotEmpty());
    await().untilAsserted(() -> assertThat(count("verification", "id")).isZero());
  }

  @Test
  void erasesWhatAnIntakeThatHadBegunAddsAfterwards() {
    Instant before = Instant.now().minusSeconds(1);
    erase();
    worker
        .bean(JdbcClient.class)
        .sql(
            """
            insert into verification (
              id, client_id, number_hash, channel, locale, purpose, status, changed_at,
              requested_at, recorded_at, created_at, send_by, ends_at)
            values (:id, 'shop', :hash, 'SMS', 'en', 'login', 'REQUESTED', now(), :before, :before,
              now(), now() + interval '1 minute', now() + interval '1 minute')
            """)
        .param("id", id)
        .param("hash", hash())
        .param("before", before.atOffset(ZoneOffset.UTC))
        .update();

    upstream.awaitStatus(id, Status.CANCELED);
    await().untilAsserted(() -> assertThat(count("verification", "id")).isZero());
    assertThat(traces()).isEmpty();
  }

  @Test
  void recordsTheCallWithoutTheNumber() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    erase();
    assertThat(
            row(
                "select operator || ' ' || call || ' ' || outcome from operator_call"
                    + " where reason = ?",
                reason))
        .isEqualTo("eva POST /operator/v1/erasures erased 1");
  }

  private JsonNode erase() {
    HttpResponse<String> answer =
        OperatorHttp.ana(worker)
            .as("eva:evas-key")
            .because(reason)
            .post("/operator/v1/erasures", "{\"phoneNumber\": \"+" + digits + "\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    return OperatorHttp.json(answer);
  }

  private void awaitAnswers(ErasureRequested wish, ErasureCompleted... answers) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(upstream.erasures(wish.requestId())).containsExactly(answers));
  }

  /** Results go through one thread: it must have survived. */
  private void assertOthersAreServed() {
    UUID other = UUID.randomUUID();
    upstream.publish(
        dev.phoneproof.events.OtpRequested.overSms(
            other, "shop", PhoneNumber.plain("+" + digits), "login", Instant.now()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(
                    count("verification", "status not in ('REQUESTED', 'SENDING') and id", other))
                .isEqualTo(1));
    erase();
    await().untilAsserted(() -> assertThat(count("verification", "id", other)).isZero());
  }

  /** A result without its row must not make its group fail. */
  private static void assertNothingWasGivenUp(LogLines log) {
    assertThat(log.lines()).noneMatch(line -> line.contains("Given up"));
  }

  private void awaitCall() {
    await().untilAsserted(() -> assertThat(count("send", "verification_id")).isEqualTo(1));
  }

  private void awaitPublished() {
    await()
        .untilAsserted(() ->
            assertThat(
                    row("select published_revision - revision from verification where id = ?", id))
                .isEqualTo(0));
    await()
        .untilAsserted(() ->
            assertThat(
                    row("select bool_and(published) from submission where verification_id = ?", id))
                .isEqualTo(true));
  }

  /** As if it had not been read yet: with its own record time. */
  private static void deliverAgain(Position position) {
    assertThat(OperatorHttp.ana(worker).replay(position).get(0).path("result").asString())
        .isEqualTo("taken");
  }

  private static long count(String table, String column, UUID value) {
    return (Long) row("select count(*) from " + table + " where " + column + " = ?", value);
  }

  private long count(String table, String column) {
    return count(table, column, id);
  }

  private List<String> actorsOf(String action) {
    return worker
        .bean(JdbcClient.class)
        .sql("select actor from audit_event where verification_id = ? and action = ?")
        .params(id, action)
        .query(String.class)
        .list();
  }

  private byte[] hash() {
    return worker.bean(NumberHash.class).of(new Msisdn("+" + digits));
  }

  /**
   * Tables in which the number, or its hash, stands; but for the ledger of erasures, and for what
   * counts abuse, which stays to the end of its own period.
   */
  private List<String> traces() {
    List<String> found = new ArrayList<>();
    List<String> tables = new ArrayList<>(tables());
    tables.removeAll(List.of("erasure_ledger", "quota"));
    for (String table : tables) {
      long hits =
          worker
              .database()
              .sql(
                  "select count(*) from "
                      + table
                      + " t where to_jsonb(t)::text like any (array[:digits, :hash])")
              .param("digits", "%" + digits + "%")
              .param("hash", "%" + HexFormat.of().formatHex(hash()) + "%")
              .query(Long.class)
              .single();
      if (hits > 0) {
        found.add(table);
      }
    }
    return found;
  }
}
