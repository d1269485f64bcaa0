package dev.phoneproof.worker.pacing;

import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.ledger.Tasks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Looks again in a moment for those who could not start all that is due: the next ordinary sweep is
 * too far away to use the whole rate.
 */
public final class Again {

  private static final Logger LOG = LoggerFactory.getLogger(Again.class);

  /** Short against the tenth of a second for which permits are kept. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Sweep sweep;
  private final Tasks tasks;
  private final AtomicBoolean planned = new AtomicBoolean();

  /** For one sweep. */
  public Again(Sweep sweep, Tasks tasks) {
    this.sweep = sweep;
    this.tasks = tasks;
  }

  /** Does not wait; any number of calls lead to one look. */
  public void soon() {
    if (planned.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, tasks)
          .execute(this::look);
    }
  }

  private void look() {
    planned.set(false);
    if (tasks.isStopping()) {
      return;
    }
    try {
      sweep.sweep();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Left to the sweeper: {}", e.toString());
    }
  }
}
