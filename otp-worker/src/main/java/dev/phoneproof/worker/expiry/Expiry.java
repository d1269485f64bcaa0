package dev.phoneproof.worker.expiry;

import dev.phoneproof.events.Status;
import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.verification.Verification;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends what time alone ends. It waits for calls that run, for look-ups that are owed, and for PINs
 * that were typed in time.
 */
@Component
@Order(60)
class Expiry implements Sweep {

  private static final int MOST_AT_ONCE = 500;

  /** Other sweeps want their turn too. */
  private static final int MOST_ROUNDS = 10;

  private static final String OVER =
      """
      select v.id from verification v
      where v.ends_at <= clock_timestamp() and (v.status <> 'SENT' or :pins) %s
        and not exists (
          select from send s
          where s.verification_id = v.id and s.kind = 'FIRST'
            and s.status in ('CALLING', 'LOOKING_UP'))
        and not exists (
          select from submission c
          where c.verification_id = v.id and c.client_id = v.client_id and c.kind = 'GUESS'
            and (c.status = 'CHECKING' or c.status = 'WAITING' and c.recorded_at <= v.expires_at)
            and c.created_at > clock_timestamp() - :patience * interval '1 second'
            and (:returned or v.expires_at > clock_timestamp() - :most * interval '1 second'))
      """;

  private static final String ANY_OVER =
      OVER.formatted("") + "order by v.ends_at limit " + MOST_AT_ONCE;
  private static final String STILL_OVER = OVER.formatted("and v.id in (:ids)");

  /** Within the ten seconds that an end may be late after the worker's return. */
  private static final Duration TIME_TO_READ = Duration.ofSeconds(5);

  /**
   * So long the end waits for a PIN that came in time, a slow check included: then the end is
   * within its ten seconds still.
   */
  private static final Duration PATIENCE_WITH_PINS = Duration.ofSeconds(7);

  /** After the end, or after the worker's return: a second is left for the end itself. */
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(9);

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private @Nullable Long firstSweep;

  Expiry(JdbcClient jdbc, Ledger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  @Override
  public void sweep() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Set<UUID> over = new HashSet<>(over(ANY_OVER, pinsMayEnd()).query(UUID.class).list());
      end(over);
      if (over.size() < MOST_AT_ONCE) {
        return;
      }
    }
  }

  private void end(Set<UUID> over) {
    if (!over.isEmpty()) {
      ledger.writeApart(over, session -> stillOver(session.ids()).forEach(id -> end(session, id)));
    }
  }

  /** PINs that were typed while no worker was there get the time to be read first. */
  private boolean pinsMayEnd() {
    if (firstSweep == null) {
      firstSweep = System.nanoTime();
    }
    return hasSweptFor(TIME_TO_READ);
  }

  private boolean hasSweptFor(Duration time) {
    return firstSweep != null && System.nanoTime() - firstSweep > time.toNanos();
  }

  /** Asked again under the locks: a check may have started meanwhile. */
  private Collection<UUID> stillOver(Set<UUID> ids) {
    return over(STILL_OVER, true).param("ids", ids).query(UUID.class).list();
  }

  private JdbcClient.StatementSpec over(String sql, boolean pins) {
    return jdbc.sql(sql)
        .param("pins", pins)
        .param("patience", PATIENCE_WITH_PINS.toSeconds())
        .param("returned", !hasSweptFor(LONGEST_PATIENCE))
        .param("most", LONGEST_PATIENCE.toSeconds());
  }

  private static void end(LedgerSession session, UUID id) {
    Verification verification = session.verification(id).orElseThrow();
    if (verification.status() == Status.SENT) {
      verification.pinExpired(session.now());
    } else {
      verification.neverSent(session.now());
    }
  }
}
