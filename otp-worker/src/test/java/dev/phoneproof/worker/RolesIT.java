package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.localstack.postgres.DatabaseRoles;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the worker's database role may do, and what it may not. */
class RolesIT extends WithWorker {

  /** Stands beside the others while its test runs; those who read all tables leave it out. */
  static final String PASSING_TABLE = "later";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @Test
  void letsTheWorkerDoItsWholeWork() {
    assertThat(row("select current_user")).isEqualTo(DatabaseRoles.WORKER);
    request();
    upstream.awaitStatus(id, Status.SENT);
    upstream.awaitVerdict(submit(wrongPin()), Verdict.WRONG_PIN);
    upstream.awaitVerdict(submit(message().pin()), Verdict.VERIFIED);
    assertThat(
            worker
                .bean(JdbcClient.class)
                .sql("select action from audit_event where verification_id = ?")
                .param(id)
                .query(String.class)
                .list())
        .contains("SENT", "SUBMISSION", "VERIFIED");
  }

  @Test
  void letsTheWorkerEndWhatHasExpired() {
    Instant now = Instant.now();
    upstream.publish(request(now, now));
    upstream.awaitStatus(id, Status.EXPIRED);
  }

  @Test
  void letsTheWorkerWriteDeadLettersAndRecordCalls() {
    upstream.publish(new ProducerRecord<>(Topics.REQUESTS, id.toString(), new byte[] {'{'}));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            upstream.deadLetters().stream().anyMatch(dead -> id.toString().equals(dead.key())));

    String reason = "R-" + digits.substring(7);
    int status =
        OperatorHttp.ana(worker)
            .because(reason)
            .get("/operator/v1/dead-letters?limit=1&topic=" + Topics.REQUESTS)
            .statusCode();
    assertThat(status).isEqualTo(200);
    assertThat(row("select count(*) from operator_call where reason = ?", reason)).isEqualTo(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit_event", "operator_call"})
  void keepsTheWorkerFromChangingWhatIsOnlyAddedTo(String table) {
    List<String> parts =
        worker
            .database()
            .sql(
                "select relid::regclass::text from pg_partition_tree(?::regclass)"
                    + " where relid::regclass::text not like '%_2019_%'")
            .param(table)
            .query(String.class)
            .list();
    assertThat(parts).contains(table, table + "_rest");
    for (String part : parts) {
      assertRefused(() -> asWorker("update " + part + " set at = at"));
      assertRefused(() -> asWorker("delete from " + part));
      assertRefused(() -> asWorker("truncate " + part));
      assertRefused(() -> asWorker("drop table " + part));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create schema mine",
        "create function mine() returns int language sql as 'select 1'",
        "alter table verification add column mine int",
        "alter table audit_event detach partition audit_event_rest",
        "create index mine on verification (status)",
        "drop table send",
        "truncate verification cascade",
        "select * from flyway_schema_history",
        "delete from flyway_schema_history",
        "set role phoneproof_migration",
        "copy verification to program 'cat'",
        "set log_error_verbosity = default"
      })
  void refusesTheWorkerWhatItDoesNotNeed(String statement) {
    assertRefused(() -> asWorker(statement));
  }

  @Test
  void letsTheWorkerGiveItselfNothing() {
    asWorker("grant update on audit_event to " + DatabaseRoles.WORKER); // Only warned of.
    assertRefused(() -> asWorker("update audit_event set at = at"));
  }

  @Test
  void givesTheRolesNoPowerOverTheServer() {
    assertThat(
            row(
                "select count(*) from pg_roles where rolname in (?, ?) and (rolsuper or rolcreatedb"
                    + " or rolcreaterole or rolreplication or rolbypassrls)",
                DatabaseRoles.WORKER,
                DatabaseRoles.MIGRATION))
        .isEqualTo(0L);
  }

  @Test
  void coversTheTablesOfLaterMigrations() {
    asMigration(
        "create table "
            + PASSING_TABLE
            + " (id bigint generated always as identity, serial serial, n int)");
    try {
      asWorker("insert into later (n) values (1)");
      asWorker("update later set n = 2");
      asWorker("delete from later");
      asMigration("call append_only('later')");
      asWorker("insert into later (n) values (1)");
      asWorker("select * from later");
      assertRefused(() -> asWorker("update later set n = 2"));
      assertRefused(() -> asWorker("delete from later"));
    } finally {
      asMigration("drop table " + PASSING_TABLE);
    }
  }

  @Test
  void leavesPartitionsToTheirTable() {
    asMigration(
        "create table audit_event_2019_03 partition of audit_event"
            + " for values from ('2019-03-01Z') to ('2019-04-01Z')");
    try {
      asMigration("call append_only('audit_event')");
      asWorker(
          "insert into audit_event (at, verification_id, client_id, action, revision)"
              + " values ('2019-03-31Z', '%s', 'shop', 'SENT', 1)".formatted(id));
      assertThat(row("select count(*) from audit_event where verification_id = ?", id))
          .isEqualTo(1L);
      assertRefused(() -> asWorker("select * from audit_event_2019_03"));
      assertRefused(() -> asWorker("delete from audit_event_2019_03"));
    } finally {
      asMigration("drop table audit_event_2019_03");
    }
  }

  private static void asWorker(String statement) {
    as(DatabaseRoles.WORKER, statement);
  }

  private static void asMigration(String statement) {
    as(DatabaseRoles.MIGRATION, statement);
  }

  private static void as(String role, String sql) {
    try (Connection connection =
            DriverManager.getConnection(worker.jdbcUrl(), role, DatabaseRoles.PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new UncategorizedSQLException("as " + role, sql, e);
    }
  }

  private static void assertRefused(ThrowingCallable statement) {
    assertSqlState(INSUFFICIENT_PRIVILEGE, statement);
  }

  private static void assertSqlState(String expected, ThrowingCallable statement) {
    assertThatThrownBy(statement)
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class,
            refusal ->
                assertThat(refusal.getSQLState()).as(refusal.getMessage()).isEqualTo(expected));
  }
}
