package dev.phoneproof.acceptance.purge;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A ledger full of what is over its period, and a little that is almost. */
record OldLedger(String url, String username, String password) {

  /** They ended half an hour less than a day ago. */
  static final int YOUNG = 10_000;

  /** The text stands for the sealed number. */
  private static final String VERIFICATIONS =
      """
      insert into verification (id, client_id, number_hash, reference, channel, locale, purpose,
        status, revision, published_revision, changed_at, requested_at, recorded_at, created_at,
        send_by, expires_at, guesses)
      select gen_random_uuid(), 'shop', sha256(n::text::bytea), repeat('x', 60), 'SMS', 'en',
        'login', 'VERIFIED', 2, 2, t, t - interval '3 hours', t - interval '3 hours',
        t - interval '3 hours', t, t, 1
      from generate_series(1, %d) n,
        lateral (select now() - interval '%s' - n * interval '1 ms' as t) as ended
      """;

  private static final String SENDS =
      """
      insert into send (id, verification_id, number_hash, kind, channel, status, outcome,
        created_at, started_at, ended_at)
      select gen_random_uuid(), id, number_hash, 'FIRST', 'SMS', 'DONE', 'SENT', created_at,
        created_at, changed_at
      from verification where reference is not null
      """;

  private static final String SUBMISSIONS =
      """
      insert into submission (id, verification_id, client_id, kind, status, recorded_at,
        created_at, counted, calls, verdict, ended_at, published)
      select gen_random_uuid(), id, client_id, 'GUESS', 'DONE', recorded_at, created_at, true, 1,
        'VERIFIED', changed_at, true
      from verification where reference is not null
      """;

  private static final String AUDIT =
      """
      insert into audit_event (at, verification_id, client_id, action, revision)
      select changed_at, id, client_id, action, 1
      from verification, unnest(array['SENT', 'VERIFIED', 'SUBMISSION']) as action
      where reference is not null
      """;

  /** Returns when the server has nothing left to do for it. */
  void fill(int verifications) {
    run(
        VERIFICATIONS.formatted(verifications, "27 hours"),
        VERIFICATIONS.formatted(YOUNG, "23 hours 30 minutes"),
        SENDS,
        SUBMISSIONS,
        AUDIT,
        "vacuum analyze verification",
        "vacuum analyze send",
        "vacuum analyze submission",
        "vacuum analyze audit_event",
        "checkpoint");
  }

  /** Of those that were filled in. */
  long left() {
    return number("select count(*) from verification where reference is not null");
  }

  long sendsLeft() {
    return number(
        "select count(*) from send s join verification v on v.id = s.verification_id"
            + " where v.reference is not null");
  }

  /** Of everybody, the users included. */
  long audited() {
    return number("select count(*) from audit_event");
  }

  private void run(String... statements) {
    try (Connection connection = DriverManager.getConnection(url, username, password);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long number(String sql) {
    try (Connection connection = DriverManager.getConnection(url, username, password);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
