package dev.phoneproof.worker.retention;

import static org.awaitility.Awaitility.await;

import dev.phoneproof.testservers.TestServers;
import dev.phoneproof.worker.limit.LimitPolicy;
import dev.phoneproof.worker.retention.PurgeRun.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A ledger on a real PostgreSQL, without a worker. */
abstract class WithLedger {

  private static final DataSource SOURCE = database();

  static final RetentionPolicy POLICY = policy(1_000_000, 10);

  private static final LimitPolicy LIMITS =
      new LimitPolicy(5, 10, 10, 20, 120, 1_000, 50, Duration.ofDays(30));

  final JdbcClient jdbc = JdbcClient.create(SOURCE);

  private static DataSource database() {
    String url = TestServers.postgres().newDatabase();
    DataSource source =
        new DriverManagerDataSource(
            url, TestServers.postgres().username(), TestServers.postgres().password());
    Flyway.configure().dataSource(source).load().migrate();
    return source;
  }

  static RetentionPolicy policy(int rowsPerSecond, int batch) {
    return new RetentionPolicy(
        Duration.ofHours(24),
        Duration.ofDays(365),
        Duration.ofDays(365),
        Duration.ofMinutes(10),
        rowsPerSecond,
        batch);
  }

  @BeforeEach
  void empty() {
    jdbc.sql(
            "truncate verification, send, submission, audit_event, operator_call, purge_run,"
                + " shedlock, quota, number_standing")
        .update();
  }

  /** As one worker has it. */
  Purges purges(RetentionPolicy policy) {
    return purges(policy, kinds(policy));
  }

  Purges purges(RetentionPolicy policy, List<Retained> kinds) {
    return new Purges(
        kinds,
        new PurgeLock(new JdbcTemplate(SOURCE), Clock.systemUTC()),
        new PurgeRuns(jdbc, new JsonMapper()),
        policy,
        new PurgeMeters(new SimpleMeterRegistry()),
        jdbc,
        transactions());
  }

  TransactionTemplate transactions() {
    return new TransactionTemplate(new DataSourceTransactionManager(SOURCE));
  }

  /** While this runs, somebody else is in a transaction that has done that. */
  void whileOthers(String sql, Runnable meanwhile) {
    try (Connection other = SOURCE.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(sql);
      meanwhile.run();
      other.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  List<Retained> kinds(RetentionPolicy policy) {
    return List.of(
        new EndedVerifications(jdbc, policy),
        new OrphanSubmissions(jdbc, policy),
        new EndedQuotas(jdbc, policy),
        new OldStandings(jdbc, policy, LIMITS),
        new AuditMonths(jdbc, policy),
        new OldPurgeRuns(jdbc, policy));
  }

  /** Runs one to its end. */
  PurgeRun purge() {
    return purge(false);
  }

  PurgeRun purge(boolean dryRun) {
    Purges purges = purges(POLICY);
    PurgeRun run = ended(purges, purges.order(dryRun).orElseThrow());
    if (run.outcome() != Outcome.DONE) {
      throw new AssertionError(run);
    }
    return run;
  }

  static PurgeRun ended(Purges purges, UUID id) {
    await().atMost(Duration.ofSeconds(30)).until(() -> run(purges, id).outcome() != null);
    // The lock goes after the outcome.
    return run(purges, id);
  }

  static PurgeRun run(Purges purges, UUID id) {
    return purges.newest(100).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  /** A verification with a send, a submission that was published and an audit row. */
  UUID verification(String status, Duration recorded, Duration ended) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into verification (id, client_id, number_hash, channel, locale,
              purpose, status, revision, published_revision, changed_at, requested_at, recorded_at,
              created_at, send_by)
            select ?, 'shop', sha256(?::text::bytea), 'SMS', 'en', 'login', ?, 2,
              2, now() - ? * interval '1 second', r, r, r, r
            from (select now() - ? * interval '1 second' as r) as times
            """)
        .params(id, id, status, ended.toSeconds(), recorded.toSeconds())
        .update();
    jdbc.sql(
            """
            insert into send (id, verification_id, number_hash, kind, channel, status, outcome,
              created_at)
            select gen_random_uuid(), id, number_hash, 'FIRST', 'SMS', 'DONE', 'SENT', created_at
            from verification where id = ?
            """)
        .param(id)
        .update();
    submission(id, recorded, ended);
    audit(id, ended);
    return id;
  }

  UUID submission(UUID verification, Duration recorded, Duration ended) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into submission (id, verification_id, client_id, kind, status, recorded_at,
              created_at, verdict, ended_at, published)
            values (?, ?, 'shop', 'GUESS', 'DONE', now() - ? * interval '1 second', now(),
              'WRONG_PIN', now() - ? * interval '1 second', true)
            """)
        .params(id, verification, recorded.toSeconds(), ended.toSeconds())
        .update();
    return id;
  }

  void audit(UUID verification, Duration ago) {
    jdbc.sql(
            """
            insert into audit_event (at, verification_id, client_id, action, revision)
            values (now() - ? * interval '1 second', ?, 'shop', 'VERIFIED', 1)
            """)
        .params(ago.toSeconds(), verification)
        .update();
  }

  List<UUID> verifications() {
    return jdbc.sql("select id from verification").query(UUID.class).list();
  }
}
