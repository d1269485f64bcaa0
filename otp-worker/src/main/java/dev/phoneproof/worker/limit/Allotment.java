package dev.phoneproof.worker.limit;

import dev.phoneproof.worker.limit.Wish.Limit;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares out what is left of some counters, one wish after the other: all that it needs or none.
 */
final class Allotment {

  /**
   * How a counter stands.
   *
   * @param used by what came before
   * @param endsAt the end of its window
   */
  record Standing(int used, Instant endsAt) {}

  private final Map<Counter, Standing> before;
  private final Map<Counter, Integer> granted = new HashMap<>();

  Allotment(Map<Counter, Standing> before) {
    this.before = before;
  }

  /** Takes what a wish needs; takes nothing, and says why, when one of its limits is reached. */
  Optional<Refusal> decide(Wish wish) {
    List<Counter> reached =
        wish.limits().stream().filter(this::isReached).map(Limit::counter).toList();
    if (reached.isEmpty()) {
      wish.limits().forEach(limit -> granted.merge(limit.counter(), 1, Integer::sum));
      return Optional.empty();
    }
    Instant retryAt =
        reached.stream()
            .map(counter -> standing(counter).endsAt())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return Optional.of(new Refusal(wish.id(), reached.getFirst().code(), retryAt));
  }

  private boolean isReached(Limit limit) {
    Counter counter = limit.counter();
    return standing(counter).used() + granted(counter) >= limit.most();
  }

  private Standing standing(Counter counter) {
    Standing standing = before.get(counter);
    if (standing == null) {
      throw new IllegalStateException(counter + " was not taken");
    }
    return standing;
  }

  /** What wishes got of a counter. */
  int granted(Counter counter) {
    return granted.getOrDefault(counter, 0);
  }
}
