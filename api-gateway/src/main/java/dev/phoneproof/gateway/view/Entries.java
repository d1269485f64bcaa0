package dev.phoneproof.gateway.view;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each verification, bounded. Live ones are never evicted; ended ones give way
 * when room is needed, oldest first, but not before their verdict may no longer be asked for again.
 */
final class Entries {

  /** A submission repeated within this time gets the same verdict. */
  static final Duration REPEATABLE = Duration.ofMinutes(5);

  /** Longer than any token that could ask for it. */
  static final Duration RETENTION = Duration.ofMinutes(17);

  private final int bound;
  private final ConcurrentHashMap<UUID, Seen> byId = new ConcurrentHashMap<>();

  /** Since when which are over, the oldest first; guarded by the lock, as every change is. */
  private final LinkedHashMap<UUID, Instant> over = new LinkedHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();

  Entries(int bound) {
    this.bound = bound;
  }

  Optional<Seen> find(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  int size() {
    return byId.size();
  }

  /**
   * Keeps a state unless a newer one is known.
   *
   * @return what became of it
   */
  Kept keep(Seen seen, Instant now) {
    UUID id = seen.state().id();
    if (seen.state().revision() == 0 && seen.state().times().sendBy() == null) {
      // A verdict on a PIN whose request the worker has not read: it knows nothing of its times.
      return Kept.OLD;
    }
    lock.lock();
    try {
      Seen known = byId.get(id);
      if (known != null && known.state().revision() >= seen.state().revision()) {
        return Kept.OLD;
      }
      if (known == null && byId.size() >= bound && !evictOne(now)) {
        return Kept.NO_ROOM;
      }
      byId.put(id, seen);
      over.remove(id);
      noteIfOver(seen, now);
      return Kept.NEW;
    } finally {
      lock.unlock();
    }
  }

  /** Whether one more verification may be begun: a tenth is left to those already accepted. */
  boolean hasRoom(Instant now) {
    lock.lock();
    try {
      int live = byId.size() - over.size();
      return live < bound - bound / 10 && (byId.size() < bound || oldestEvictable(now) != null);
    } finally {
      lock.unlock();
    }
  }

  /** Drops what nobody can ask for any more. */
  void sweep(Instant now) {
    lock.lock();
    try {
      byId.values().forEach(seen -> noteIfOver(seen, now));
      byId.values().removeIf(seen -> isForgotten(seen, now));
      over.keySet().retainAll(byId.keySet());
    } finally {
      lock.unlock();
    }
  }

  private static boolean isForgotten(Seen seen, Instant now) {
    return seen.isOver(now) && !now.isBefore(seen.overSince().plus(RETENTION));
  }

  private void noteIfOver(Seen seen, Instant now) {
    if (seen.isOver(now)) {
      over.putIfAbsent(seen.state().id(), seen.overSince());
    }
  }

  private boolean evictOne(Instant now) {
    UUID oldest = oldestEvictable(now);
    if (oldest == null) {
      return false;
    }
    over.remove(oldest);
    byId.remove(oldest);
    return true;
  }

  private @Nullable UUID oldestEvictable(Instant now) {
    var oldest = over.firstEntry();
    return oldest == null || now.isBefore(oldest.getValue().plus(REPEATABLE))
        ? null
        : oldest.getKey();
  }

  /** What became of a state that was offered. */
  enum Kept {
    NEW,
    OLD,
    NO_ROOM
  }
}
