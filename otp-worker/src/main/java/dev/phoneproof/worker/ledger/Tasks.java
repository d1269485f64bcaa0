package dev.phoneproof.worker.ledger;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
  private volatile boolean running;

  /** What comes during a stop is not run: its row is left to its lease. */
  @Override
  public void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("Not started during a stop");
    }
  }

  /** Whether nothing new may be started. */
  public boolean isStopping() {
    return threads.isShutdown();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Calls are left to their leases");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
