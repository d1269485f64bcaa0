package dev.phoneproof.worker.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
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

  private final List<Sweep> sweeps;
  private final Semaphore stop = new Semaphore(0);
  private volatile boolean running;
  private boolean failing;

  Sweeper(List<Sweep> sweeps) {
    this.sweeps = sweeps;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().name("sweeper").start(this::run);
  }

  private void run() {
    Duration pause = PACE;
    while (!stopped(pause)) {
      boolean failed = !sweepAll();
      pause = failing && !failed ? PAUSE_AFTER_OUTAGE : PACE;
      failing = failed;
    }
  }

  private boolean stopped(Duration pause) {
    try {
      return stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Whether the database answered. */
  private boolean sweepAll() {
    for (Sweep sweep : sweeps) {
      try {
        sweep.sweep();
      } catch (DataAccessException | TransactionException e) {
        if (!failing) {
          LOG.warn("{} is tried again: {}", sweep.getClass().getSimpleName(), e.toString());
        }
        return false;
      } catch (RuntimeException e) {
        LOG.error("{} failed", sweep.getClass().getSimpleName(), e);
      }
    }
    return true;
  }

  @Override
  public void stop() {
    running = false;
    stop.release();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
