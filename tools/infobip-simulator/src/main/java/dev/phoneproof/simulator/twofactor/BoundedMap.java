package dev.phoneproof.simulator.twofactor;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A concurrent map that drops its oldest entries beyond its capacity, without a global lock. */
final class BoundedMap<K, V> {
  private final int capacity;
  private final ConcurrentMap<K, V> map = new ConcurrentHashMap<>();
  private final Queue<K> order = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final LongAdder forgotten = new LongAdder();

  BoundedMap(int capacity) {
    this.capacity = capacity;
  }

  @Nullable V get(K key) {
    return map.get(key);
  }

  V getOrCreate(K key, Function<K, V> make) {
    V present = map.get(key);
    if (present != null) {
      return present;
    }
    V made = map.computeIfAbsent(key, k -> created(k, make));
    trim();
    return made;
  }

  Collection<V> values() {
    return map.values();
  }

  int size() {
    return size.get();
  }

  /** How many were dropped to keep the bound. */
  long forgotten() {
    return forgotten.sum();
  }

  void clear() {
    forgotten.reset();
    // One after the other, so that the count stays right beside concurrent additions.
    while (dropOldest()) {
      size.decrementAndGet();
    }
  }

  private V created(K key, Function<K, V> make) {
    V value = make.apply(key);
    order.add(key);
    size.incrementAndGet();
    return value;
  }

  /**
   * Outside of the addition, for a map must not be changed by the function that fills it. The count
   * goes down first, so that two who add at once do not both drop one for the same excess.
   */
  private void trim() {
    for (int count = size.get(); count > capacity; count = size.get()) {
      if (size.compareAndSet(count, count - 1)) {
        if (!dropOldest()) {
          size.incrementAndGet();
          return;
        }
        forgotten.increment();
      }
    }
  }

  /** False when there is none. */
  private boolean dropOldest() {
    for (K oldest = order.poll(); oldest != null; oldest = order.poll()) {
      if (map.remove(oldest) != null) {
        return true;
      }
    }
    return false;
  }
}
