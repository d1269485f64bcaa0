package dev.phoneproof.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.worker.retention.PurgeRun.Outcome;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The months of what is only ever added to. */
class AuditMonthsIT extends WithLedger {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final DateTimeFormatter IN_NAMES = DateTimeFormatter.ofPattern("yyyy_MM");

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  /** The month in which the period of 365 days ends: a part of it is not over. */
  private final YearMonth last = YearMonth.from(today.minusDays(365));

  @AfterEach
  void onlyTheUsualMonths() {
    for (String table : List.of("audit_event", "operator_call")) {
      for (YearMonth month : List.of(last.minusMonths(2), last.minusMonths(1), last)) {
        jdbc.sql("drop table if exists " + name(table, month)).update();
      }
    }
  }

  @Test
  void makesThreeMonthsOfEachTable() {
    jdbc.sql("drop table " + name("audit_event", YearMonth.from(today).plusMonths(2))).update();
    purge();
    for (int ahead = 0; ahead < 3; ahead++) {
      YearMonth month = YearMonth.from(today).plusMonths(ahead);
      assertThat(months("audit_event")).contains(name("audit_event", month));
      assertThat(months("operator_call")).contains(name("operator_call", month));
    }
  }

  @Test
  void dropsTheMonthsThatAreOverAndNoOther() {
    for (YearMonth month : List.of(last.minusMonths(2), last.minusMonths(1), last)) {
      month("audit_event", month);
      month("operator_call", month);
      audit(month.atEndOfMonth());
      audit(month.atDay(1));
    }
    call(last.minusMonths(1).atDay(1));

    PurgeRun dry = purge(true);
    assertThat(count("audit_event")).isEqualTo(6);
    PurgeRun run = purge();

    assertThat(months("audit_event"))
        .contains(name("audit_event", last))
        .doesNotContain(name("audit_event", last.minusMonths(1)));
    assertThat(count("audit_event")).isEqualTo(2);
    assertThat(count("operator_call")).isZero();
    assertThat(run.records().get(name("audit_event", last.minusMonths(1))).rows()).isEqualTo(2);
    assertThat(run.records().get(name("operator_call", last.minusMonths(1))).rows()).isEqualTo(1);
    run.records()
        .forEach((part, removed) ->
            assertThat(removed.rows()).as(part).isEqualTo(dry.records().get(part).rows()));
  }

  @Test
  void removesByRowsWhatHasNoMonth() {
    audit(today.minusDays(366));
    audit(today.minusDays(364));
    PurgeRun run = purge();
    assertThat(count("audit_event")).isEqualTo(1);
    assertThat(run.records().get("audit_event_rest").rows()).isEqualTo(1);
  }

  @Test
  void movesRowsThatCameBeforeTheirMonth() {
    YearMonth later = YearMonth.from(today).plusMonths(3);
    audit(later.atDay(15));
    assertThat(count("audit_event_rest")).isEqualTo(1);

    jdbc.sql("select audit_partitions_ahead(3)").query(Integer.class).single();

    assertThat(count("audit_event_rest")).isZero();
    assertThat(count(name("audit_event", later))).isEqualTo(1);
    jdbc.sql("drop table " + name("audit_event", later)).update();
    jdbc.sql("drop table " + name("operator_call", later)).update();
  }

  @Test
  void waitsWithoutBlockingWhileRowsAreAdded() {
    month("audit_event", last.minusMonths(1));
    Purges purges = purges(POLICY);
    AtomicReference<UUID> id = new AtomicReference<>();
    whileOthers(
        "insert into audit_event values (now(), gen_random_uuid(), 'shop', 'SENT', null, 1)",
        () -> {
          id.set(purges.order(false).orElseThrow());
          await().atMost(PATIENCE).until(() -> !waitingLocks().isEmpty());
          await().atMost(PATIENCE).until(() -> waitingLocks().isEmpty());
          assertThat(run(purges, id.get()).outcome()).isNull();
        });
    assertThat(ended(purges, id.get()).outcome()).isEqualTo(Outcome.DONE);
    assertThat(months("audit_event")).doesNotContain(name("audit_event", last.minusMonths(1)));
  }

  @Test
  void refusesToDropTheLastThirtyDays() {
    assertThatThrownBy(() ->
            jdbc.sql("select part from drop_audit_before(current_date - 29)")
                .query(String.class)
                .list())
        .hasMessageContaining("the last 30 days stay");
  }

  private List<String> waitingLocks() {
    return jdbc.sql("select mode from pg_locks where not granted").query(String.class).list();
  }

  private void month(String table, YearMonth month) {
    jdbc.sql(
            "create table %s partition of %s for values from ('%s 00:00Z') to ('%s 00:00Z')"
                .formatted(name(table, month), table, month.atDay(1), month.plusMonths(1).atDay(1)))
        .update();
  }

  private void audit(LocalDate day) {
    jdbc.sql(
            """
            insert into audit_event (at, verification_id, client_id, action, revision)
            values (?, gen_random_uuid(), 'shop', 'VERIFIED', 1)
            """)
        .param(day.atTime(12, 0).atOffset(ZoneOffset.UTC))
        .update();
  }

  private void call(LocalDate day) {
    jdbc.sql("insert into operator_call values (?, 'ana', 'GET /', 'INC-1', 'done')")
        .param(day.atTime(12, 0).atOffset(ZoneOffset.UTC))
        .update();
  }

  private static String name(String table, YearMonth month) {
    return table + "_" + month.format(IN_NAMES);
  }

  private List<String> months(String table) {
    return jdbc.sql(
            "select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass")
        .param(table)
        .query(String.class)
        .list();
  }
}
