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
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
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

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(4);

  private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
  private final int mostInOneCommit;
  private final Consumer<List<T>> write;
  private final Consumer<T> finished;
  private final Thread thread;
  private volatile List<T> group = List.of();
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

  /** Items taken and not written yet, as far as one can tell while the thread works. */
  public List<T> held() {
    List<T> held = new ArrayList<>(group);
    held.addAll(queue);
    return held;
  }

  private void run() {
    while (!closing || !queue.isEmpty()) {
      try {
        T first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          writeGroupOf(first);
        }
      } catch (InterruptedException e) {
        LOG.warn("Stopped with {} results that the leases give back", queue.size());
        return;
      } catch (RuntimeException | Error e) {
        // The thread must live on: nothing would be settled any more, and nobody would notice.
        LOG.error("A group was given up: {}", e.getClass().getName(), e);
      }
    }
  }

  private void writeGroupOf(T first) throws InterruptedException {
    List<T> gathered = new ArrayList<>(mostInOneCommit);
    gathered.add(first);
    queue.drainTo(gathered, mostInOneCommit - 1);
    group = List.copyOf(gathered);
    try {
      writeUntilDone(group);
    } catch (Error e) {
      finish(group);
      throw e;
    } finally {
      group = List.of();
    }
  }

  private void writeUntilDone(List<T> items) throws InterruptedException {
    for (int failed = 1; ; failed++) {
      try {
        write.accept(items);
        finish(items);
        return;
      } catch (RuntimeException e) {
        if (!isPassing(e)) {
          writeOneByOne(items, e);
          return;
        }
        waitForDatabase(failed, e);
      }
    }
  }

  /** Whether the database may take the same group later; all else is the row's fault, or a bug. */
  static boolean isPassing(RuntimeException e) {
    return e instanceof TransactionException
        || (e instanceof DataAccessException
            && !(e instanceof DataIntegrityViolationException)
            && !(e instanceof InvalidDataAccessApiUsageException)
            && !(e instanceof InvalidDataAccessResourceUsageException));
  }

  private void writeOneByOne(List<T> items, RuntimeException why) throws InterruptedException {
    if (items.size() == 1) {
      LOG.error("Given up: {}", items.getFirst(), why);
      finish(items);
      return;
    }
    for (T item : items) {
      writeUntilDone(List.of(item));
    }
  }

  /** What fails here does not make the write undone. */
  private void finish(List<T> items) {
    for (T item : items) {
      try {
        finished.accept(item);
      } catch (RuntimeException e) {
        LOG.error("After {}", item, e);
      }
    }
  }

  private static void waitForDatabase(int failed, RuntimeException e) throws InterruptedException {
    if (failed == 1 || failed % 30 == 0) {
      LOG.warn("Not committed, it is tried again: {}", e.toString());
    }
    TimeUnit.MILLISECONDS.sleep(WAIT.apply(Math.min(failed, 10)));
  }

  /** Writes what is left, for a while: a stop may not take longer than its 30 s in all. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(LONGEST_CLOSE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
