package dev.phoneproof.simulator.inbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of all phones. One short lock: it is held for a few map operations, never
 * while anything is formatted or written.
 */
public final class Inbox {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Message> all = new ArrayDeque<>();
  private final Map<String, Deque<Message>> byNumber = new HashMap<>();
  private long lastSeq;
  private int generation;

  public Inbox(int capacity) {
    this.capacity = capacity;
  }

  /** What a reader sees: the messages behind its position, and whether the inbox was emptied. */
  public record Update(int generation, List<Message> messages) {}

  public void add(Message.Draft draft) {
    lock.lock();
    try {
      Message message = draft.at(++lastSeq);
      all.addLast(message);
      byNumber.computeIfAbsent(message.to(), _ -> new ArrayDeque<>(2)).addLast(message);
      if (all.size() > capacity) {
        dropOldest();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Oldest first.
   *
   * @param to null for all phones
   * @param after only messages with a greater {@code seq}
   */
  public List<Message> messages(@Nullable String to, long after) {
    lock.lock();
    try {
      return behind(of(to), after);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is a message behind {@code after}, the time is over, or the inbox was
   * emptied.
   *
   * @return empty when the time is over
   */
  public List<Message> await(@Nullable String to, long after, Duration time)
      throws InterruptedException {
    return await(to, after, null, time).messages();
  }

  /**
   * As {@link #await(String, long, Duration)} for a reader that follows: it returns at once when
   * the inbox was emptied since {@code knownGeneration}.
   */
  public Update follow(long after, int knownGeneration, Duration time) throws InterruptedException {
    return await(null, after, knownGeneration, time);
  }

  private Update await(
      @Nullable String to, long after, @Nullable Integer knownGeneration, Duration time)
      throws InterruptedException {
    long left = time.toNanos();
    lock.lock();
    try {
      while (true) {
        List<Message> found = behind(of(to), after);
        boolean emptied = knownGeneration != null && knownGeneration != generation;
        if (!found.isEmpty() || emptied || left <= 0) {
          return new Update(generation, found);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  public int generation() {
    lock.lock();
    try {
      return generation;
    } finally {
      lock.unlock();
    }
  }

  /** Empties the inbox. Positions go on growing. */
  public void clear() {
    lock.lock();
    try {
      all.clear();
      byNumber.clear();
      generation++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Deque<Message> of(@Nullable String to) {
    return to == null ? all : byNumber.getOrDefault(to, new ArrayDeque<>(0));
  }

  private static List<Message> behind(Deque<Message> messages, long after) {
    List<Message> found = new ArrayList<>();
    for (Iterator<Message> newestFirst = messages.descendingIterator(); newestFirst.hasNext(); ) {
      Message message = newestFirst.next();
      if (message.seq() <= after) {
        break;
      }
      found.add(message);
    }
    Collections.reverse(found);
    return found;
  }

  private void dropOldest() {
    Message oldest = all.removeFirst();
    Deque<Message> ofNumber = byNumber.get(oldest.to());
    if (ofNumber != null) {
      ofNumber.removeFirst();
      if (ofNumber.isEmpty()) {
        byNumber.remove(oldest.to());
      }
    }
  }
}
