package dev.phoneproof.worker.retention;

import dev.phoneproof.worker.retention.PurgeRun.Outcome;
import dev.phoneproof.worker.retention.PurgeRun.Removed;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One run: a batch in a short transaction, then a pause that keeps the pace, kind after kind. What
 * a killed run has not removed is still there for the next.
 */
final class Purge {

  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

  /** What a batch cannot have at once, because others hold it, it can have a little later. */
  private static final int TRIES = 40;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  /** Lock time-out and deadlock. */
  private static final Set<String> TAKEN_BY_OTHERS = Set.of("55P03", "40P01");

  /**
   * Nobody waits for the disk: what a crash of the server brings back goes with the next run, and
   * its count with it.
   */
  private static final String DO_NOT_WAIT = "set local synchronous_commit = off";

  private final UUID id;
  private final boolean dryRun;
  private final PurgeLock.Held lock;
  private final Equipment with;
  private final CountDownLatch stop;
  private final Map<String, Removed> records = new TreeMap<>();

  Purge(UUID id, boolean dryRun, PurgeLock.Held lock, Equipment with, CountDownLatch stop) {
    this.id = id;
    this.dryRun = dryRun;
    this.lock = lock;
    this.with = with;
    this.stop = stop;
  }

  /** What every run works with. */
  record Equipment(
      List<Retained> kinds,
      RetentionPolicy policy,
      PurgeRuns runs,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      PurgeMeters meters) {}

  /** Goes through all kinds; what fails keeps no other kind from its turn. */
  Outcome run(OffsetDateTime now) throws InterruptedException {
    Outcome outcome = Outcome.DONE;
    for (Retained kind : with.kinds()) {
      try {
        if (!removeAll(kind.over(now, dryRun))) {
          return Outcome.STOPPED;
        }
      } catch (RuntimeException e) {
        LOG.warn(
            "{} fails; the next purge goes on: {}", kind.getClass().getSimpleName(), e.toString());
        outcome = Outcome.FAILED;
      }
    }
    return outcome;
  }

  /** False when it has to stop before the end. */
  private boolean removeAll(Batches batches) throws InterruptedException {
    Tally tally;
    do {
      if (stop.getCount() == 0 || !lock.keep()) {
        return false;
      }
      long begun = System.nanoTime();
      tally = patiently(batches);
      rest(begun, tally.total());
    } while (tally.more());
    return true;
  }

  private Tally patiently(Batches batches) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return batch(batches);
      } catch (DataAccessException e) {
        boolean mayTryAgain = isTakenByOthers(e) && attempt < TRIES;
        if (!mayTryAgain || stop.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
          throw e;
        }
      }
    }
  }

  private static boolean isTakenByOthers(DataAccessException failure) {
    return failure.getMostSpecificCause() instanceof SQLException cause
        && TAKEN_BY_OTHERS.contains(String.valueOf(cause.getSQLState()));
  }

  private Tally batch(Batches batches) {
    Map<String, Removed> sum = new TreeMap<>(records);
    Tally tally =
        with.transactions()
            .execute(status -> {
              with.jdbc().sql(DO_NOT_WAIT).update();
              Tally one = batches.next();
              one.rows()
                  .forEach((kind, rows) ->
                      sum.merge(
                          kind,
                          new Removed(batches.upTo().toInstant(), rows),
                          (before, added) ->
                              new Removed(added.upTo(), before.rows() + added.rows())));
              if (!sum.equals(records)) {
                with.runs().note(id, sum);
              }
              return one;
            });
    records.putAll(sum);
    if (!dryRun) {
      tally.rows().forEach(with.meters()::removed);
    }
    return tally;
  }

  /** Until the pace allows the next batch. */
  private void rest(long begun, long rows) throws InterruptedException {
    long due = begun + rows * TimeUnit.SECONDS.toNanos(1) / with.policy().rowsPerSecond();
    if (stop.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return; // The loop sees it too.
    }
  }
}
