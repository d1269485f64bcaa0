package dev.phoneproof.gateway.view;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Threads that wait for news about an id.
 *
 * @param <T> the news
 */
final class Waiters<T> {

  private final ConcurrentHashMap<UUID, Set<Waiter>> byId = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Starts to listen to all news about an id. */
  Waiter register(UUID id) {
    return register(id, news -> true);
  }

  /**
   * Starts to listen: no news from now on is missed, even if the waiting begins later.
   *
   * @param wanted which news ends the waiting; asked by the thread that delivers
   */
  Waiter register(UUID id, Predicate<T> wanted) {
    Waiter waiter = new Waiter(id, wanted);
    byId.compute(
        id,
        (key, others) -> {
          Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(waiter);
          return all;
        });
    return waiter;
  }

  void deliver(UUID id, T news) {
    byId.getOrDefault(id, Set.of()).stream()
        .filter(waiter -> waiter.wanted.test(news))
        .forEach(waiter -> waiter.inbox.offer(Optional.of(news)));
  }

  /** Lets nobody wait any longer: the process is about to end. */
  void close() {
    closed = true;
    byId.values().forEach(all -> all.forEach(waiter -> waiter.inbox.offer(Optional.empty())));
  }

  boolean isClosed() {
    return closed;
  }

  /** Ids for which somebody waits. */
  int size() {
    return byId.size();
  }

  /** One who waits; to be closed when the waiting is over. */
  final class Waiter implements AutoCloseable {

    private final UUID id;
    private final Predicate<T> wanted;

    /** Only the first news counts: who waits for changes looks up the newest state anyway. */
    private final BlockingQueue<Optional<T>> inbox = new ArrayBlockingQueue<>(1);

    private Waiter(UUID id, Predicate<T> wanted) {
      this.id = id;
      this.wanted = wanted;
    }

    /** The news; empty when the time is over or nobody may wait any longer. */
    Optional<T> await(long nanos) {
      try {
        // What has come already counts, even now.
        Optional<T> news = closed ? inbox.poll() : inbox.poll(nanos, TimeUnit.NANOSECONDS);
        return news == null ? Optional.empty() : news;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      byId.computeIfPresent(
          id,
          (key, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
