package dev.phoneproof.acceptance.faults;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL says, read with a connection of its own each time. */
record Ledger(String url, String username, String password) {

  private static final String ROWS =
      """
      select v.id, v.status, lower(v.reason) as reason, v.revision, v.changed_at, v.send_by, v.expires_at,
        (select min(a.at) from audit_event a
          where a.verification_id = v.id and a.action = 'SENT') as sent_at,
        exists (select from send s where s.verification_id = v.id and s.kind = 'FIRST'
          and (s.outcome in ('UNKNOWN', 'NOT_FOUND') or s.empty_look_ups > 0)) as uncertain
      from verification v where v.id = any(?)
      """;

  private static final String VERDICTS =
      """
      select id, verification_id, status, verdict, recorded_at, created_at from submission
      where kind = 'GUESS' and verification_id = any(?)
      """;

  private static final String OPEN =
      """
      select count(*) from verification
      where id = any(?) and status not in ('REQUESTED', 'SENDING', 'SENT')
      """;

  /** Without number and PIN. */
  private static final String CASE_FILE =
      """
      select 'verification ' || (to_jsonb(v) - 'number_sealed' - 'number_hash' - 'pin_id')::text
        from verification v where v.id = any(?)
      union all
      select 'send ' || (to_jsonb(s) - 'number_hash')::text
        from send s where s.verification_id = any(?)
      union all
      select 'submission ' || (to_jsonb(c) - 'pin_sealed')::text
        from submission c where c.verification_id = any(?)
      union all
      select 'audit ' || to_jsonb(a)::text from audit_event a where a.verification_id = any(?)
      """;

  Map<UUID, Row> rows(Collection<UUID> ids) {
    return query(ROWS, ids, Row::of).stream().collect(Collectors.toMap(Row::id, row -> row));
  }

  List<Judgement> verdicts(Collection<UUID> ids) {
    return query(VERDICTS, ids, Judgement::of);
  }

  /** How many of them have ended. */
  int ended(Collection<UUID> ids) {
    return query(OPEN, ids, row -> row.getInt(1)).getFirst();
  }

  /** Everything that is known about one verification, for a failure's message. */
  String caseFile(UUID id) {
    return String.join("\n    ", query(CASE_FILE, List.of(id), row -> row.getString(1)));
  }

  private <T> List<T> query(String sql, Collection<UUID> ids, Mapper<T> mapper) {
    try (Connection connection = DriverManager.getConnection(url, username, password);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      Array array = connection.createArrayOf("uuid", ids.toArray());
      for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
        statement.setArray(i, array);
      }
      List<T> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(mapper.map(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** A verification. */
  record Row(
      UUID id,
      String status,
      @Nullable String reason,
      int revision,
      Instant changedAt,
      Instant sendBy,
      @Nullable Instant expiresAt,
      @Nullable Instant sentAt,
      boolean uncertain) {

    private static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          row.getString("status"),
          row.getString("reason"),
          row.getInt("revision"),
          row.getObject("changed_at", OffsetDateTime.class).toInstant(),
          row.getObject("send_by", OffsetDateTime.class).toInstant(),
          instant(row, "expires_at"),
          instant(row, "sent_at"),
          row.getBoolean("uncertain"));
    }

    boolean isFinal() {
      return !List.of("REQUESTED", "SENDING", "SENT").contains(status);
    }

    boolean is(String state, @Nullable String why) {
      return status.equals(state) && (why == null || why.equals(reason));
    }

    /** When its life is over, as the ledger's rules say it. */
    Instant lifeIsOver() {
      if (expiresAt != null) {
        return expiresAt;
      }
      return uncertain ? sendBy.plus(Cluster.LEASE).plus(Cluster.LOOK_UPS) : sendBy;
    }

    @Override
    public String toString() {
      return status + (reason == null ? "" : " " + reason) + " revision " + revision;
    }
  }

  /** A typed PIN and what came of it. */
  record Judgement(
      UUID id,
      UUID verificationId,
      String status,
      @Nullable String verdict,
      Instant recordedAt,
      Instant takenInAt) {

    private static Judgement of(ResultSet row) throws SQLException {
      return new Judgement(
          row.getObject("id", UUID.class),
          row.getObject("verification_id", UUID.class),
          row.getString("status"),
          row.getString("verdict"),
          row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
          row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** It came before the PIN's end, and was told that it came after. */
    boolean isWronglyLate(Row verification) {
      return verification.is("EXPIRED", "pin_expired")
          && !recordedAt.isAfter(verification.expiresAt())
          && List.of("PIN_EXPIRED", "ENDED").contains(verdict);
    }
  }
}
