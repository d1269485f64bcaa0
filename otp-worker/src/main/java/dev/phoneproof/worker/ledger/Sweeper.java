package dev.phoneproof.worker.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks each second for what is due, lost or over. Several instances do so side by side: each claim
 * locks its rows or skips them.
 */
@Component
class Sweeper implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration PACE = Duration.ofSeconds(1);

  /** After PostgreSQL was away, results in memory come first: {@code docs/ledger.md}, leases. */
  private static final Duration PAUSE_AFTER_OUTAGE = Duration.ofSeconds(5);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

  private final List<Sweep> sweeps;
  private final JdbcClient jdbc;
  private final Thread thread = Thread.ofPlatform().name("sweeper").unstarted(this::run);
  private final Semaphore stop = new Semaphore(0);
  private volatile boolean running;
  private boolean failing;

  Sweeper(List<Sweep> sweeps, JdbcClient jdbc) {
    this.sweeps = sweeps;
    this.jdbc = jdbc;
  }

  @Override
  public void start() {
    running = true;
    thread.start();
  }

  private void run() {
    Duration pause = PACE;
    while (!stopped(pause)) {
      pause = PACE;
      if (!failing) {
        failing = !sweepAll();
      } else if (databaseAnswers()) {
        failing = false;
        pause = PAUSE_AFTER_OUTAGE;
      }
    }
  }

  private boolean databaseAnswers() {
    try {
      return jdbc.sql("select 1").query(Integer.class).single() == 1;
    } catch (DataAccessException e) {
      return false;
    }
  }

  private boolean stopped(Duration pause) {
    try {
      return stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Whether the database answered. What fails otherwise keeps no other sweep from its turn. */
  private boolean sweepAll() {
    for (Sweep sweep : sweeps) {
      try {
        sweep.sweep();
      } catch (DataAccessResourceFailureException | TransactionException e) {
        LOG.warn("The sweeps wait for PostgreSQL: {}", e.toString());
        return false;
      } catch (RuntimeException | Error e) {
        LOG.error("{} failed", sweep.getClass().getSimpleName(), e);
      }
    }
    return true;
  }

  @Override
  public void stop() {
    running = false;
    stop.release();
    try {
      thread.join(LONGEST_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
