package dev.phoneproof.worker.submission;

import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.provider.Backoff;
import dev.phoneproof.worker.provider.CheckResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds submissions whose patience or backoff is over, and checks whose instance has died. */
@Component
@Order(50)
class DueSubmissions implements Sweep {

  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_ROUNDS = 10;

  private static final String DUE =
      """
      select verification_id from submission
      where status = 'WAITING' and due_at <= clock_timestamp()
      order by due_at limit :most
      """;

  private static final String LOST =
      """
      select id, verification_id, calls from submission
      where status = 'CHECKING' and lease_until < clock_timestamp()
      order by lease_until limit 5000
      """;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Backoff backoff;

  DueSubmissions(JdbcClient jdbc, Ledger ledger, Backoff backoff) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.backoff = backoff;
  }

  @Override
  public void sweep() {
    jdbc.sql(LOST)
        .query((row, index) ->
            new CheckFinished(
                row.getObject("verification_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getInt("calls"),
                new CheckResult.Unknown(),
                Optional::empty,
                backoff,
                () -> {}))
        .list()
        .forEach(ledger::add);
    answerDue();
  }

  /** Rounds are bounded: what is pushed back must not keep the other sweeps from their turn. */
  private void answerDue() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<UUID> due = jdbc.sql(DUE).param("most", MOST_AT_ONCE).query(UUID.class).list();
      if (!due.isEmpty()) {
        ledger.writeApart(new HashSet<>(due), session -> {});
      }
      if (due.size() < MOST_AT_ONCE) {
        return;
      }
    }
  }
}
