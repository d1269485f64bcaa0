package dev.phoneproof.worker.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Writes dead letters, many at a time. */
@Component
class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /** Longer than the producer's delivery time, shorter than a consumer may be away. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration REPORTS_APART = Duration.ofSeconds(10);

  private final KafkaTemplate<String, byte[]> kafka;
  private long nextReport = System.nanoTime();
  private int unreported;

  DeadLetters(KafkaTemplate<String, byte[]> kafka) {
    this.kafka = kafka;
  }

  /** Returns when Kafka has them all; throws when it has not, so that the batch comes again. */
  void add(List<Unacceptable> unacceptable) {
    List<CompletableFuture<?>> sent = new ArrayList<>(unacceptable.size());
    for (Unacceptable one : unacceptable) {
      sent.add(kafka.send(DeadLetter.of(one).toSend()));
    }
    awaitAll(CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)));
    if (!unacceptable.isEmpty()) {
      report(unacceptable);
    }
  }

  /** A flood of rubbish must not become a flood of lines. */
  private synchronized void report(List<Unacceptable> written) {
    unreported += written.size();
    long now = System.nanoTime();
    if (now - nextReport >= 0) {
      Unacceptable last = written.getLast();
      LOG.warn("Dead letters: {}, the last {}: {}", unreported, last, last.reason());
      unreported = 0;
      nextReport = now + REPORTS_APART.toNanos();
    }
  }

  private static void awaitAll(CompletableFuture<?> acknowledged) {
    try {
      acknowledged.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("dead letters not acknowledged", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
