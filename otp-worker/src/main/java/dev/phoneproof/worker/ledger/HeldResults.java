package dev.phoneproof.worker.ledger;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Renews the leases of calls whose result this worker holds and has not committed yet, so that no
 * other worker takes them for lost while the ledger is slow.
 */
@Component
@Order(5)
class HeldResults implements Sweep {

  private static final int MOST_AT_ONCE = 1_000;

  /** Some sweeps may fail before the lease ends all the same. */
  private static final String LEASE = "clock_timestamp() + interval '5 seconds'";

  /** Rows that are being written need no lease any more: they are skipped. */
  private static final String RENEW_SENDS =
      "update send set lease_until = greatest(lease_until, "
          + LEASE
          + """
          ) where id in (
            select id from send where id in (:ids) and status = 'CALLING' for update skip locked)
          """;

  private static final String RENEW_CHECKS =
      "update submission set lease_until = greatest(lease_until, "
          + LEASE
          + """
          ) where id in (
            select id from submission
            where id in (:ids) and status = 'CHECKING' for update skip locked)
          """;

  private final Ledger ledger;
  private final JdbcClient jdbc;

  HeldResults(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  @Override
  public void sweep() {
    List<Change> held = ledger.held();
    renew(RENEW_SENDS, held.stream().map(Change::sendId).filter(Objects::nonNull).toList());
    renew(RENEW_CHECKS, held.stream().map(Change::submissionId).filter(Objects::nonNull).toList());
  }

  private void renew(String sql, List<UUID> ids) {
    if (!ids.isEmpty()) {
      jdbc.sql(sql).param("ids", ids.stream().limit(MOST_AT_ONCE).toList()).update();
    }
  }
}
