package dev.phoneproof.acceptance.purge;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** How long people waited. */
final class Latencies {

  private static final int PATIENCE_SECONDS = 60;

  private final Queue<CompletableFuture<?>> people = new ConcurrentLinkedQueue<>();
  private final Queue<Long> sent = new ConcurrentLinkedQueue<>();
  private final Queue<Long> judged = new ConcurrentLinkedQueue<>();

  void expect(CompletableFuture<?> person) {
    people.add(person);
  }

  void await() {
    CompletableFuture.allOf(people.toArray(CompletableFuture[]::new))
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  void sent(long nanos) {
    sent.add(nanos);
  }

  void judged(long nanos) {
    judged.add(nanos);
  }

  /** From the request to SENT. */
  double sentAt(double share) {
    return millis(sent, share);
  }

  /** From the submission to its verdict. */
  double judgedAt(double share) {
    return millis(judged, share);
  }

  private static double millis(Collection<Long> nanos, double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
  }

  @Override
  public String toString() {
    return "%d people; request to SENT p50 %.1f ms, p99 %.1f ms; PIN to verdict p50 %.1f ms, p99 %.1f ms"
        .formatted(judged.size(), sentAt(0.5), sentAt(0.99), judgedAt(0.5), judgedAt(0.99));
  }
}
