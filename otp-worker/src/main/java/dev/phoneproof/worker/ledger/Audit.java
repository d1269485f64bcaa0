package dev.phoneproof.worker.ledger;

import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.worker.verification.Submission;
import dev.phoneproof.worker.verification.Verification;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Adds a row for each change and each verdict, in the transaction that made it. */
@Component
class Audit {

  private static final String INSERT =
      """
      insert into audit_event (at, verification_id, client_id, actor, action, reason, revision)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcTemplate jdbc;

  Audit(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void record(LedgerSession session) {
    Timestamp at = Timestamp.from(session.now());
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Verification changed : session.changed()) {
      Reason reason = changed.reason();
      rows.add(
          row(
              at,
              changed.id(),
              changed.clientId(),
              changed.status() == Status.CANCELED ? session.canceledBy() : "worker",
              changed.status().name(),
              reason == null ? null : reason.wireName(),
              changed.revision()));
    }
    for (Submission answered : session.answered()) {
      int revision =
          session.verification(answered.verificationId()).map(Verification::revision).orElse(0);
      String verdict = String.valueOf(answered.verdict());
      rows.add(
          row(
              at,
              answered.verificationId(),
              answered.clientId(),
              "client",
              "SUBMISSION",
              verdict,
              revision));
    }
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(INSERT, rows);
    }
  }

  private static @Nullable Object[] row(
      Timestamp at,
      UUID id,
      String client,
      String actor,
      String action,
      @Nullable String reason,
      int revision) {
    return new @Nullable Object[] {at, id, client, actor, action, reason, revision};
  }
}
