package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Origin;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationState;
import dev.phoneproof.events.VerificationState.Times;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.worker.ledger.Transactions;
import dev.phoneproof.worker.limit.Admission;
import dev.phoneproof.worker.limit.Asked;
import dev.phoneproof.worker.limit.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Limits that hold for all workers together: who is refused, and who is not. */
class LimitsIT extends WithWorker {

  private static final int NUMBER_PER_DAY = 120;
  private static final Origin STRANGER = new Origin("network-of-all", "stranger", null, null);

  @Test
  void refusesAStrangerWhoHammersANumberAndNotItsOwner() {
    List<UUID> hammered = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      hammered.add(request(STRANGER));
    }
    await().untilAsserted(() -> assertThat(statuses(hammered)).hasSize(8));
    List<UUID> refused =
        hammered.stream().filter(one -> statuses(List.of(one)).contains("REFUSED")).toList();
    assertThat(refused).hasSize(3);

    VerificationState state = upstream.awaitStatus(refused.getFirst(), Status.REFUSED).state();
    assertThat(state.reason()).isEqualTo(Reason.TRY_LATER);
    assertThat(state.times().retryAt())
        .isAfter(Instant.now())
        .isEqualTo(state.times().retryAt().truncatedTo(ChronoUnit.HOURS));
    assertThat(audit(refused.getFirst())).contains("REFUSED number_and_session_per_hour");

    UUID fromAnotherSession = request(new Origin("network-of-her-own", "owner", null, null));
    UUID onAKnownDevice = request(new Origin("network-of-all", "stranger", "device", true));
    assertThat(statuses(List.of(awaitDecided(fromAnotherSession), awaitDecided(onAKnownDevice))))
        .doesNotContain("REFUSED");
  }

  @Test
  void letsAKnownDevicePassWhenStrangersHaveUsedUpTheNumber() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    use("number", NUMBER_PER_DAY);

    assertThat(statuses(List.of(awaitDecided(request(new Origin("n", "s", null, null))))))
        .containsExactly("REFUSED");
    assertThat(statuses(List.of(awaitDecided(request(new Origin("n", "s", "d", true))))))
        .doesNotContain("REFUSED");
  }

  @Test
  void countsARepeatedRequestOnce() {
    OtpRequested request = request(Instant.now(), null);
    for (int i = 0; i < 7; i++) {
      upstream.publish(request);
    }
    upstream.awaitStatus(id, Status.SENT);
    int before = upstream.outcomesOf(id).size();
    upstream.publish(request);
    await().until(() -> upstream.outcomesOf(id).size() > before);
    assertThat(used("number_and_client")).isEqualTo(1);
    assertThat(used("number")).isEqualTo(1);
  }

  @Test
  void countsAResendAndDropsItWhenTheDayIsUsedUp() {
    request();
    VerificationState sent = upstream.awaitStatus(id, Status.SENT).state();
    assertThat(sent.times().voiceAt())
        .isBetween(Instant.now().plusSeconds(45), Instant.now().plusSeconds(60));
    await().until(() -> Instant.now().isAfter(sent.times().resendAt()));

    resend();
    await().until(() -> worker.simulator().messages(digits).size() == 2);
    assertThat(used("number")).isEqualTo(2);
    await().until(() -> row("select resends from verification where id = ?", id).equals(1));
    assertThat(
            (Boolean)
                row(
                    "select resend_at > now() + interval '90 s' from verification"
                        + " where id = ?",
                    id))
        .isTrue();

    database("update verification set resend_at = now() where id = ?", id);
    use("number", NUMBER_PER_DAY);
    resend();
    await().untilAsserted(() -> assertThat(audit(id)).contains("RESEND_REFUSED number_per_day"));
    await()
        .untilAsserted(() -> {
          Times times = upstream.outcomesOf(id).getLast().state().times();
          assertThat(times.resendAt()).isNull();
          assertThat(times.voiceAt()).isNull();
          assertThat(times.retryAt()).isAfter(Instant.now());
        });
    assertThat(worker.simulator().messages(digits)).hasSize(2);
    assertThat(used("number")).isEqualTo(NUMBER_PER_DAY);
  }

  @Test
  void doesNotCountAResendThatComesTooEarly() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    database("update verification set resend_at = now() + interval '1 min' where id = ?", id);
    int before = upstream.outcomesOf(id).size();
    resend();
    await().until(() -> upstream.outcomesOf(id).size() > before);
    assertThat(used("number")).isEqualTo(1);
    assertThat(worker.simulator().messages(digits)).hasSize(1);
  }

  @Test
  void countsAndSendsOneOfManyResendsThatComeAtOnce() {
    sentAndMayBeSentAgain();
    for (int i = 0; i < 30; i++) {
      resend();
    }
    await()
        .untilAsserted(() -> assertThat(row(RESENDS + " and status = 'DONE'", id)).isEqualTo(30L));
    assertThat(row(RESENDS + " and outcome = 'SENT'", id)).isEqualTo(1L);
    assertThat(row(RESENDS + " and refused_by = 'too_early'", id)).isEqualTo(29L);
    assertThat(used("number")).isEqualTo(2);
    assertThat(worker.simulator().messages(digits)).hasSize(2);
  }

  @Test
  void countsNoResendWhileAnotherOneIsOnItsWay() {
    sentAndMayBeSentAgain();
    worker.simulator().define(on(CallKind.SEND, Effect.throttled(2)).times(1));
    resend();
    await().untilAsserted(() -> assertThat(row(RESENDS, id)).isEqualTo(1L));
    resend();
    await()
        .untilAsserted(() -> assertThat(row(RESENDS + " and status = 'DONE'", id)).isEqualTo(2L));
    assertThat(row(RESENDS + " and refused_by = 'too_early'", id)).isEqualTo(1L);
    assertThat(used("number")).isEqualTo(2);
    assertThat(worker.simulator().messages(digits)).hasSize(2);
  }

  @Test
  void countsAResendOfAVerificationFromBeforeCountriesWereKept() {
    sentAndMayBeSentAgain();
    database("update verification set country = null where id = ?", id);
    resend();
    await().until(() -> worker.simulator().messages(digits).size() == 2);
  }

  @Test
  void writesNoResendOfAVerificationThatIsRemovedMeanwhile() {
    sentAndMayBeSentAgain();
    worker
        .bean(Transactions.class)
        .in(() -> {
          // Until the resend is here: longer than the worker lets itself be idle in one.
          mayBeIdle();
          database("delete from send where verification_id = ?", id);
          database("delete from verification where id = ?", id);
          resend();
          await().until(LimitsIT::aResendWaitsForItsVerification);
          return true;
        });
    UUID next = request(new Origin(null, "next", null, null));
    assertThat(statuses(List.of(awaitDecided(next)))).hasSize(1);
    assertThat(row(RESENDS, id)).isEqualTo(0L);
  }

  @Test
  void removesAResendWhoseVerificationIsGone() {
    database(
        """
        insert into send (
          id, verification_id, number_hash, kind, channel, status, created_at, due_at)
        select gen_random_uuid(), ?, '\\x00', 'RESEND', 'SMS', 'WAITING', now(), now()
        """,
        id);
    await().untilAsserted(() -> assertThat(row(RESENDS, id)).isEqualTo(0L));
  }

  @Test
  void locksAVerificationWhenTooManyWrongPinsWereTypedForItsNumber() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    upstream.awaitVerdict(submit(wrongPin()), Verdict.WRONG_PIN);
    assertThat(wrongPins()).isEqualTo(1);
    database("update number_standing set wrong_pins = 49 where number_hash = " + HASH, id);

    upstream.awaitVerdict(submit(wrongPin()), Verdict.TOO_MANY_ATTEMPTS);
    upstream.awaitStatus(id, Status.LOCKED);
    assertThat(wrongPins()).isEqualTo(50);

    UUID strangers = awaitDecided(request(new Origin("n1", "s1", null, null)));
    UUID more = awaitDecided(request(new Origin("n1", "s2", null, null)));
    UUID elsewhere = awaitDecided(request(new Origin("n2", "s3", null, null)));
    UUID onAKnownDevice = awaitDecided(request(new Origin("n1", "s1", "d", true)));
    assertThat(statuses(List.of(more))).containsExactly("REFUSED");
    assertThat(audit(more)).contains("REFUSED wrong_pins_per_day");
    assertThat(statuses(List.of(strangers, elsewhere, onAKnownDevice))).doesNotContain("REFUSED");
  }

  @Test
  void forgetsWrongPinsWhenTheRightOneComes() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    upstream.awaitVerdict(submit(wrongPin()), Verdict.WRONG_PIN);
    upstream.awaitVerdict(submit(message().pin()), Verdict.VERIFIED);
    assertThat(wrongPins()).isZero();
  }

  @Test
  void neverGrantsMoreThanThereIsHoweverManyAskAtOnce() throws Exception {
    String number = UUID.randomUUID().toString().replace("-", "");
    List<Asked> all = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      all.add(
          new Asked(
              UUID.randomUUID(),
              "crowd" + i % 3,
              number.substring(0, 30) + "0" + i % 4,
              "HR",
              new Origin(null, "session" + i, null, null),
              false));
    }
    Collections.shuffle(all, new Random(digits.hashCode()));
    List<Future<List<Refusal>>> batches = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      for (int from = 0; from < 800; from += 40) {
        List<Asked> batch = all.subList(from, from + 40);
        batches.add(
            workers.submit(() ->
                worker
                    .bean(Transactions.class)
                    .in(() -> worker.bean(Admission.class).refuseRequests(batch))));
      }
    }
    int refused = 0;
    for (Future<List<Refusal>> batch : batches) {
      refused += batch.get().size();
    }
    assertThat(800 - refused).isEqualTo(4 * NUMBER_PER_DAY);
    assertThat(
            row(
                "select array_agg(used order by used)::text from quota where scope = 'number'"
                    + " and encode(about, 'hex') like ?",
                number.substring(0, 30) + "%"))
        .isEqualTo("{120,120,120,120}");
  }

  private static final String RESENDS =
      "select count(*) from send where kind = 'RESEND' and verification_id = ?";

  private static final String HASH = "(select number_hash from verification where id = ?)";

  private UUID request(Origin origin) {
    UUID one = UUID.randomUUID();
    upstream.publish(
        new OtpRequested(
            one,
            "shop",
            PhoneNumber.plain("+" + digits),
            Channel.SMS,
            "en",
            "login",
            CallerData.NONE,
            origin,
            Instant.now(),
            null));
    return one;
  }

  private void sentAndMayBeSentAgain() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    database("update verification set resend_at = now() where id = ?", id);
  }

  private static boolean aResendWaitsForItsVerification() {
    return row("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and query like '%from verification%order by id for update%'")
        .equals(1L);
  }

  private void resend() {
    upstream.publish(new OtpResendRequested(id, "shop", Channel.SMS, Instant.now()));
  }

  private static UUID awaitDecided(UUID one) {
    await().untilAsserted(() -> assertThat(statuses(List.of(one))).isNotEmpty());
    return one;
  }

  private static List<String> statuses(List<UUID> ids) {
    return worker
        .bean(JdbcClient.class)
        .sql("select status from verification where id in (:ids)")
        .param("ids", ids)
        .query(String.class)
        .list();
  }

  private static List<String> audit(UUID one) {
    return worker
        .bean(JdbcClient.class)
        .sql(
            "select action || ' ' || coalesce(reason, '') from audit_event"
                + " where verification_id = ?")
        .param(one)
        .query(String.class)
        .list();
  }

  private void use(String scope, int used) {
    database(
        "update quota set used = " + used + " where scope = '" + scope + "' and about = " + HASH,
        id);
  }

  /** The most of a window: a test may run when the clock strikes. */
  private int used(String scope) {
    return (Integer)
        row("select max(used) from quota where scope = ? and about = " + HASH, scope, id);
  }

  private int wrongPins() {
    return (Integer) row("select wrong_pins from number_standing where number_hash = " + HASH, id);
  }

  private static void mayBeIdle() {
    worker
        .bean(JdbcClient.class)
        .sql("set local idle_in_transaction_session_timeout = '1min'")
        .update();
  }

  private static void database(String sql, UUID verification) {
    worker.bean(JdbcClient.class).sql(sql).param(verification).update();
  }
}
