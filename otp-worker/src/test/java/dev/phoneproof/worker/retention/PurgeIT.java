package dev.phoneproof.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.worker.retention.PurgeRun.Removed;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes, and what stays. */
class PurgeIT extends WithLedger {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration LONG_AGO = Duration.ofHours(30);

  @ParameterizedTest
  @ValueSource(strings = {"VERIFIED", "LOCKED", "EXPIRED", "CANCELED", "REFUSED", "FAILED"})
  void removesWhatHasEndedADayAgoWithAllThatBelongsToIt(String status) {
    verification(status, LONG_AGO, DAY.plusMinutes(1));

    PurgeRun run = purge();

    assertThat(count("verification")).isZero();
    assertThat(count("send")).isZero();
    assertThat(count("submission")).isZero();
    assertThat(count("audit_event")).isEqualTo(1);
    assertThat(run.records().keySet()).contains("send", "submission", "verification");
    Removed removed = run.records().get("verification");
    assertThat(removed.rows()).isEqualTo(1);
    assertThat(removed.upTo()).isEqualTo(run.startedAt().minus(DAY));
    assertThat(run.endedAt()).isAfterOrEqualTo(run.startedAt());
  }

  @Test
  void keepsWhatHasEndedLessThanADayAgo() {
    UUID young = verification("EXPIRED", LONG_AGO, DAY.minusMinutes(1));
    purge();
    assertThat(verifications()).containsExactly(young);
    assertThat(count("send")).isEqualTo(1);
    assertThat(count("submission")).isEqualTo(1);
  }

  @Test
  void keepsWhatATopicMayStillHold() {
    UUID young = verification("EXPIRED", Duration.ofHours(26).minusMinutes(1), DAY.plusMinutes(30));
    verification("EXPIRED", Duration.ofHours(26).plusMinutes(1), DAY.plusMinutes(30));
    purge();
    assertThat(verifications()).containsExactly(young);
  }

  @ParameterizedTest
  @ValueSource(strings = {"REQUESTED", "SENDING", "SENT"})
  void neverRemovesAnOpenVerification(String status) {
    UUID open = verification(status, Duration.ofDays(100), Duration.ofDays(100));
    purge();
    assertThat(verifications()).containsExactly(open);
    assertThat(count("submission")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update verification set published_revision = 1",
        "update submission set published = false",
        "update submission set status = 'WAITING'",
        "update send set status = 'LOOKING_UP'"
      })
  void keepsWhatIsNotPublishedOrNotDone(String unfinished) {
    UUID id = verification("EXPIRED", LONG_AGO, LONG_AGO);
    jdbc.sql(unfinished).update();
    purge();
    assertThat(verifications()).containsExactly(id);
    assertThat(count("send")).isEqualTo(1);
    assertThat(count("submission")).isEqualTo(1);
  }

  @Test
  void removesSubmissionsWithoutAVerification() {
    submission(UUID.randomUUID(), LONG_AGO, DAY.plusMinutes(1));
    UUID young = submission(UUID.randomUUID(), LONG_AGO, DAY.minusMinutes(1));
    UUID held = submission(UUID.randomUUID(), Duration.ofHours(25), DAY.plusMinutes(1));
    UUID unpublished = submission(UUID.randomUUID(), LONG_AGO, LONG_AGO);
    jdbc.sql("update submission set published = false where id = ?").param(unpublished).update();

    PurgeRun run = purge();

    assertThat(jdbc.sql("select id from submission").query(UUID.class).list())
        .containsExactlyInAnyOrder(young, held, unpublished);
    assertThat(run.records().get("orphan_submission").rows()).isEqualTo(1);
  }

  @Test
  void removesCountersWhenTheirWindowIsOver() {
    counters(25, "1 hour");
    counters(3, "-1 hour");

    assertThat(purge(true).records().get("quota").rows()).isEqualTo(25);
    assertThat(purge().records().get("quota").rows()).isEqualTo(25);
    assertThat(count("quota")).isEqualTo(3);
  }

  @Test
  void forgetsWrongPinsAfterAMonthOrARightOne() {
    for (String at : List.of("now() - interval '31 days'", "'-infinity'", "now()")) {
      jdbc.sql(
              "insert into number_standing values (gen_random_uuid()::text::bytea, false, 3, "
                  + at
                  + ")")
          .update();
    }

    assertThat(purge(true).records().get("number_standing").rows()).isEqualTo(2);
    assertThat(purge().records().get("number_standing").rows()).isEqualTo(2);
    assertThat(count("number_standing")).isEqualTo(1);
  }

  private void counters(int count, String ago) {
    jdbc.sql(
            """
            insert into quota (ends_at, about, scope, detail, per, used)
            select now() - ?::interval, (n / 3)::text::bytea, 'number', n::text, 'day', 1
            from generate_series(1, ?) n
            """)
        .params(ago, count)
        .update();
  }

  @Test
  void countsWithoutRemovingInADryRun() {
    for (int i = 0; i < 25; i++) {
      verification("VERIFIED", LONG_AGO, LONG_AGO);
    }
    UUID young = verification("VERIFIED", DAY, DAY);
    submission(UUID.randomUUID(), LONG_AGO, LONG_AGO);

    PurgeRun dry = purge(true);

    assertThat(count("verification")).isEqualTo(26);
    assertThat(count("submission")).isEqualTo(27);
    assertThat(dry.dryRun()).isTrue();
    PurgeRun wet = purge();
    assertThat(verifications()).containsExactly(young);
    assertThat(wet.records()).containsOnlyKeys(dry.records().keySet());
    wet.records()
        .forEach((kind, removed) ->
            assertThat(removed.rows()).as(kind).isEqualTo(dry.records().get(kind).rows()));
    assertThat(wet.records().get("verification").rows()).isEqualTo(25);
  }

  @Test
  void keepsTheProofAsLongAsItIsSet() {
    jdbc.sql(
            """
            insert into purge_run (id, trigger, dry_run, started_at, ended_at, outcome)
            select gen_random_uuid(), 'SCHEDULE', false, t, t, 'DONE'
            from (select now() - d * interval '1 day' from unnest(array[364, 366, 367]) d) x(t)
            """)
        .update();
    PurgeRun run = purge();
    assertThat(run.records().get("purge_run").rows()).isEqualTo(2);
    assertThat(count("purge_run")).isEqualTo(2);
  }
}
