package dev.phoneproof.worker.ledger;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Where calls to the provider wait: virtual threads, bounded by slots. On a stop the calls in
 * flight come to their end, after the intake has stopped and before the ledger writes its last
 * results.
 */
@Component
public class Tasks implements Executor, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

  /** A stop takes 30 s at most: what is left of them when the others have had their share. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(14);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Its one party that is no task arrives with the stop. */
  private final Phaser unfinished = new Phaser(1);

  private volatile boolean running;
  private volatile boolean stopping;

  /** What comes when all others have ended in a stop is not run: its row is left to its lease. */
  @Override
  public void execute(Runnable task) {
    unfinished.register();
    try {
      threads.execute(() -> {
        try {
          task.run();
        } finally {
          unfinished.arriveAndDeregister();
        }
      });
    } catch (RejectedExecutionException e) {
      unfinished.arriveAndDeregister();
      LOG.debug("Not started during a stop");
    }
  }

  /** Whether nothing new may be claimed. What has been claimed is still run. */
  public boolean isStopping() {
    return stopping;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    stopping = true;
    try {
      unfinished.awaitAdvanceInterruptibly(
          unfinished.arrive(), LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Calls are left to their leases");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Lower than that of listeners and sweeper: started before them, stopped after them. */
  @Override
  public int getPhase() {
    return 0;
  }
}
