package dev.phoneproof.worker.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Who did what to which verification when. Rows are only ever added. They name verifications by
 * their random ids and never a number: once a verification's row is gone, nothing leads from the
 * trail to the person.
 */
@Component
public class AuditTrail {

  private static final KeptRows ROWS = KeptRows.of(Field.OF_AUDIT, Audience.READER);

  private static final String NOTE =
      """
      insert into audit_event (at, verification_id, client_id, actor, action, reason, revision)
      select now(), id, client_id, :actor, :action, :reason, revision
      from verification where id in (:ids)
      """;

  private final JdbcClient jdbc;

  AuditTrail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Some of the trail.
   *
   * @param verificationId of this verification alone; null: of all
   * @param from not before it
   * @param to before it
   * @param action only these; null: all
   */
  public record Filter(
      @Nullable UUID verificationId, Instant from, Instant to, @Nullable String action) {}

  /** A page of it, the oldest first. */
  public Page read(Filter filter, @Nullable Cursor after, int limit) {
    List<Cursor> keys = new ArrayList<>();
    List<Map<String, Object>> rows =
        select(filter, after)
            .param("limit", limit + 1)
            .query((row, index) -> {
              keys.add(key(row));
              return ROWS.read(row);
            })
            .list();
    return rows.size() <= limit
        ? new Page(rows, null)
        : new Page(rows.subList(0, limit), keys.get(limit - 1).text());
  }

  /** Only the conditions that are there, so that each question finds its index. */
  private StatementSpec select(Filter filter, @Nullable Cursor after) {
    StringBuilder sql =
        new StringBuilder("select id, " + ROWS.columns() + " from audit_event")
            .append(" where at >= :from and at < :to");
    if (filter.verificationId() != null) {
      sql.append(" and verification_id = :verification");
    }
    if (filter.action() != null) {
      sql.append(" and action = :action");
    }
    if (after != null) {
      sql.append(" and (at, id) > (:afterAt, :afterId)");
    }
    sql.append(" order by at, id limit :limit");
    StatementSpec statement =
        jdbc.sql(sql.toString())
            .param("from", filter.from().atOffset(ZoneOffset.UTC))
            .param("to", filter.to().atOffset(ZoneOffset.UTC))
            .param("verification", filter.verificationId())
            .param("action", filter.action());
    return after == null
        ? statement
        : statement
            .param("afterAt", after.at().atOffset(ZoneOffset.UTC))
            .param("afterId", after.id());
  }

  private static Cursor key(ResultSet row) throws SQLException {
    return new Cursor(
        row.getObject("at", OffsetDateTime.class).toInstant(), row.getObject("id", UUID.class));
  }

  /** An operator looked at verifications. */
  void note(Collection<UUID> verificationIds, Looker by, String action) {
    if (!verificationIds.isEmpty()) {
      jdbc.sql(NOTE)
          .param("ids", verificationIds)
          .param("actor", by.actor())
          .param("action", action)
          .param("reason", by.reason())
          .update();
    }
  }
}
