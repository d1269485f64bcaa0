package dev.phoneproof.worker.ledger;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Writes what many tasks bring, as many as have gathered in one commit. What it has taken stays in
 * memory until it is written: a database that is away is waited for. A group with an item that the
 * database refuses, or that fails otherwise, is written item by item, and only that item is given
 * up; its lease gives its row back.
 *
 * @param <T> what is brought
 */
public final class GroupCommit<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final IntervalFunction WAIT =
      IntervalFunction.ofExponentialRandomBackoff(
          Duration.ofMillis(100), 2.0, 0.5, Duration.ofSeconds(2));

  private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
  private final int mostInOneCommit;
  private final Consumer<List<T>> write;
  private final Consumer<T> finished;
  private final Thread thread;
  private volatile boolean closing;

  /**
   * Starts its thread.
   *
   * @param name of the thread
   * @param mostInOneCommit bound of a group
   * @param write one transaction; is called from one thread only
   * @param finished is called once for each item, when it is written or given up
   */
  public GroupCommit(
      String name, int mostInOneCommit, Consumer<List<T>> write, Consumer<T> finished) {
    this.mostInOneCommit = mostInOneCommit;
    this.write = write;
    this.finished = finished;
    this.thread = Thread.ofPlatform().name(name).start(this::run);
  }

  /** Takes an item over; never waits. */
  public void add(T item) {
    queue.add(item);
  }

  /** Items taken and not yet in a group. */
  public int waiting() {
    return queue.size();
  }

  private void run() {
    List<T> group = new ArrayList<>(mostInOneCommit);
    while (!closing || !queue.isEmpty()) {
      try {
        T first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, mostInOneCommit - 1);
          writeUntilDone(group);
          group.clear();
        }
      } catch (InterruptedException e) {
        LOG.warn("Stopped with {} results that the leases give back", queue.size() + group.size());
        return;
      }
    }
  }

  private void writeUntilDone(List<T> group) throws InterruptedException {
    for (int failed = 1; ; failed++) {
      try {
        write.accept(List.copyOf(group));
        group.forEach(finished);
        return;
      } catch (DataAccessException | TransactionException e) {
        if (e instanceof DataIntegrityViolationException) {
          writeOneByOne(group, e);
          return;
        }
        waitForDatabase(failed, e);
      } catch (RuntimeException e) {
        // A bug: repeating it for ever would keep every later result from being written.
        writeOneByOne(group, e);
        return;
      }
    }
  }

  private void writeOneByOne(List<T> group, RuntimeException why) throws InterruptedException {
    if (group.size() == 1) {
      LOG.error("Given up: {}", group.getFirst(), why);
      group.forEach(finished);
      return;
    }
    for (T item : group) {
      writeUntilDone(List.of(item));
    }
  }

  private static void waitForDatabase(int failed, RuntimeException e) throws InterruptedException {
    if (failed == 1 || failed % 30 == 0) {
      LOG.warn("Not committed, it is tried again: {}", e.toString());
    }
    TimeUnit.MILLISECONDS.sleep(WAIT.apply(Math.min(failed, 10)));
  }

  /** Writes what is left, for at most ten seconds. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(Duration.ofSeconds(10))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
