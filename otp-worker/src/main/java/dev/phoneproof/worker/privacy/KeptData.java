package dev.phoneproof.worker.privacy;

import dev.phoneproof.worker.ledger.Transactions;
import dev.phoneproof.worker.verification.Msisdn;
import dev.phoneproof.worker.verification.NumberHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Shows operators what is kept: numbers masked, PINs never. Each look is in the audit trail of the
 * verifications that it showed, in the transaction that read them.
 */
@Component
public class KeptData {

  private static final int MOST_AUDIT = 200;

  private static final KeptRows VERIFICATION = KeptRows.of(Field.OF_VERIFICATION, Audience.READER);
  private static final KeptRows SEND = KeptRows.of(Field.OF_SEND, Audience.READER);
  private static final KeptRows SUBMISSION = KeptRows.of(Field.OF_SUBMISSION, Audience.READER);
  private static final KeptRows AUDIT = KeptRows.of(Field.OF_AUDIT, Audience.READER);

  private static final String SELECT =
      "select " + VERIFICATION.columns() + ", " + KeptNumber.COLUMNS + " from verification where ";

  private final JdbcClient jdbc;
  private final Transactions transactions;
  private final NumberHash numberHash;
  private final KeptNumber numbers;
  private final AuditTrail audit;

  KeptData(
      JdbcClient jdbc,
      Transactions transactions,
      NumberHash numberHash,
      KeptNumber numbers,
      AuditTrail audit) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.numberHash = numberHash;
    this.numbers = numbers;
    this.audit = audit;
  }

  /** The verifications of a number, the newest first. */
  public Page ofNumber(Msisdn number, @Nullable Cursor after, int limit, Looker by) {
    String sql =
        SELECT
            + "number_hash = :hash"
            + (after == null ? "" : " and (recorded_at, id) < (:at, :id)")
            + " order by recorded_at desc, id desc limit :limit";
    StatementSpec statement =
        jdbc.sql(sql).param("hash", numberHash.of(number)).param("limit", limit + 1);
    if (after != null) {
      statement.param("at", after.at().atOffset(ZoneOffset.UTC)).param("id", after.id());
    }
    return transactions.in(() -> page(statement, limit, by));
  }

  private Page page(StatementSpec statement, int limit, Looker by) {
    List<Cursor> keys = new ArrayList<>();
    List<Map<String, Object>> rows =
        statement
            .query((row, index) -> {
              keys.add(
                  new Cursor(
                      row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                      row.getObject("id", UUID.class)));
              return verification(row);
            })
            .list();
    boolean more = rows.size() > limit;
    List<Cursor> shown = more ? keys.subList(0, limit) : keys;
    audit.note(shown.stream().map(Cursor::id).toList(), by, "LOOKED_UP");
    return new Page(more ? rows.subList(0, limit) : rows, more ? shown.getLast().text() : null);
  }

  /** One verification with all that belongs to it; empty when it is not kept, or not any more. */
  public Optional<Map<String, Object>> one(UUID id, Looker by) {
    return transactions.in(() -> {
      Optional<Map<String, Object>> found = verification(id);
      found.ifPresent(verification -> {
        verification.put("sends", rows(SEND, "send", "created_at", id));
        verification.put("submissions", rows(SUBMISSION, "submission", "created_at", id));
        verification.put("audit", rows(AUDIT, "audit_event", "at", id));
        audit.note(List.of(id), by, "SHOWN");
      });
      return found;
    });
  }

  private Optional<Map<String, Object>> verification(UUID id) {
    return jdbc.sql(SELECT + "id = :id")
        .param("id", id)
        .query((row, index) -> verification(row))
        .optional();
  }

  private Map<String, Object> verification(ResultSet row) throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>(VERIFICATION.read(row));
    @Nullable Msisdn number = numbers.of(row.getObject("id", UUID.class), row);
    if (number != null) {
      values.put("maskedPhoneNumber", MaskedNumber.of(number));
    }
    return values;
  }

  private List<Map<String, Object>> rows(KeptRows fields, String table, String order, UUID id) {
    return jdbc.sql(
            "select %s from %s where verification_id = :id order by %s, id limit %d"
                .formatted(fields.columns(), table, order, MOST_AUDIT))
        .param("id", id)
        .query((row, index) -> fields.read(row))
        .list();
  }
}
