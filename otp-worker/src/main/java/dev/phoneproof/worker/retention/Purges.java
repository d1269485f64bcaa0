package dev.phoneproof.worker.retention;

import dev.phoneproof.worker.retention.PurgeRun.Outcome;
import dev.phoneproof.worker.retention.PurgeRun.Trigger;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts purges, by the clock and on demand, one at a time among all workers. */
@Component
public class Purges implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Purges.class);

  /** How often each worker looks whether one is due: soon after a crashed one, too. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

  private final PurgeLock lock;
  private final PurgeRuns runs;
  private final RetentionPolicy policy;
  private final PurgeMeters meters;
  private final Purge.Equipment equipment;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread schedule = Thread.ofVirtual().name("purge-schedule").unstarted(this::look);
  private volatile @Nullable Thread current;
  private volatile boolean running;

  Purges(
      List<Retained> kinds,
      PurgeLock lock,
      PurgeRuns runs,
      RetentionPolicy policy,
      PurgeMeters meters,
      JdbcClient jdbc,
      TransactionTemplate transactions) {
    this.lock = lock;
    this.runs = runs;
    this.policy = policy;
    this.meters = meters;
    this.equipment = new Purge.Equipment(kinds, policy, runs, jdbc, transactions, meters);
  }

  /**
   * Starts one on an operator's demand.
   *
   * @param dryRun only to count
   * @return its id; empty when one runs already, here or elsewhere
   */
  public Optional<UUID> order(boolean dryRun) {
    return lock.take().map(held -> launch(held, Trigger.OPERATOR, dryRun));
  }

  /** The newest first. */
  public List<PurgeRun> newest(int most) {
    return runs.newest(most);
  }

  private UUID launch(PurgeLock.Held held, Trigger trigger, boolean dryRun) {
    try {
      runs.abandonUnfinished();
      UUID id = UUID.randomUUID();
      OffsetDateTime now = runs.begin(id, trigger, dryRun);
      current = Thread.ofVirtual().name("purge").start(() -> run(held, id, trigger, dryRun, now));
      return id;
    } catch (RuntimeException e) {
      held.release();
      throw e;
    }
  }

  private void run(
      PurgeLock.Held held, UUID id, Trigger trigger, boolean dryRun, OffsetDateTime now) {
    long begun = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    try {
      outcome = new Purge(id, dryRun, held, equipment, stop).run(now);
    } catch (InterruptedException e) {
      outcome = Outcome.STOPPED;
    } catch (RuntimeException e) {
      LOG.warn("A purge failed; the next one goes on: {}", e.toString());
    } finally {
      meters.ended(trigger, dryRun, outcome, Duration.ofNanos(System.nanoTime() - begun));
      close(held, id, outcome);
    }
  }

  private void close(PurgeLock.Held held, UUID id, Outcome outcome) {
    try {
      runs.end(id, outcome);
      held.release();
    } catch (RuntimeException e) {
      LOG.warn("A purge's end cannot be written down: {}", e.toString());
    }
  }

  private void look() {
    try {
      while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          startIfDue();
        } catch (RuntimeException e) {
          LOG.warn("Whether a purge is due cannot be said now: {}", e.toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts the schedule's next run if it is due and nobody else starts it. */
  void startIfDue() {
    if (isDue()) {
      lock.take()
          .ifPresent(held -> {
            // Another worker may have run it between the look and the lock.
            if (isDue()) {
              launch(held, Trigger.SCHEDULE, false);
            } else {
              held.release();
            }
          });
    }
  }

  private boolean isDue() {
    PurgeRuns.LastDone last = runs.lastDone(policy.every());
    meters.lastDone(last.startedAt());
    return !last.recent();
  }

  @Override
  public void start() {
    running = true;
    schedule.start();
  }

  /** A batch is short: the run ends after the one that it is in. */
  @Override
  public void stop() {
    running = false;
    stop.countDown();
    Thread run = current;
    try {
      schedule.join(LONGEST_STOP);
      if (run != null) {
        run.join(LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
