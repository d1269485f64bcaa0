package dev.phoneproof.worker.outcome;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.worker.kafka.KafkaRecords;
import dev.phoneproof.worker.ledger.Publication;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Says to Kafka what was committed, and has noted what Kafka has acknowledged. What is lost on the
 * way {@link UnpublishedOutcomes} finds.
 */
@Component
class OutcomePublisher implements Publication {

  private static final String SOURCE = "/phoneproof/worker";
  private static final Logger LOG = LoggerFactory.getLogger(OutcomePublisher.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KafkaTemplate<String, byte[]> kafka;
  private final EventCodec codec;
  private final PublishedMarks marks;
  private final Clock clock;
  private volatile long pausedUntil = System.nanoTime();

  OutcomePublisher(
      KafkaTemplate<String, byte[]> kafka, EventCodec codec, PublishedMarks marks, Clock clock) {
    this.kafka = kafka;
    this.codec = codec;
    this.marks = marks;
    this.clock = clock;
  }

  @Override
  public void publish(List<VerificationChanged> changes) {
    sendAll(changes, OutcomePublisher::idOf);
  }

  /**
   * Says again what may not have arrived.
   *
   * @return done when Kafka has acknowledged or refused all of it
   */
  CompletableFuture<?> publishAgain(List<VerificationChanged> changes) {
    return sendAll(changes, OutcomePublisher::idOf);
  }

  /** Says again what was said before, as the answer to an event that was repeated. */
  void repeat(List<VerificationChanged> changes) {
    sendAll(changes, change -> UUID.randomUUID());
  }

  private CompletableFuture<?> sendAll(
      List<VerificationChanged> changes, Function<VerificationChanged, UUID> id) {
    List<CompletableFuture<?>> sent = new ArrayList<>(changes.size());
    for (VerificationChanged change : changes) {
      if (isPausing()) {
        break;
      }
      sent.add(send(change, id.apply(change)));
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
  }

  /** A producer that cannot take a record blocks its caller: not for each of many records. */
  private boolean isPausing() {
    return pausedUntil - System.nanoTime() > 0;
  }

  /**
   * The same for every try to publish the same thing to the same asker, so that readers recognise
   * it.
   */
  private static UUID idOf(VerificationChanged change) {
    Answer answer = change.answer();
    String name =
        change.verificationId()
            + "/"
            + change.state().revision()
            + (answer == null ? "" : "/" + answer.submissionId() + asker(answer.proof()));
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A sealed proof's header names the key, and is all of it that does not change. */
  private static String asker(@Nullable String proof) {
    return proof == null ? "" : "/" + proof.substring(0, proof.indexOf('.'));
  }

  private CompletableFuture<?> send(VerificationChanged change, UUID id) {
    CloudEvent<VerificationChanged> event =
        new CloudEvent<>(id.toString(), SOURCE, clock.instant(), change);
    try {
      return kafka
          .send(KafkaRecords.of(codec.encode(event)))
          .handle((result, failure) -> {
            if (failure == null) {
              marks.published(change);
            }
            return result;
          });
    } catch (KafkaException | org.apache.kafka.common.KafkaException e) {
      LOG.debug("Outcomes wait in the ledger: {}", e.toString());
      pausedUntil = System.nanoTime() + PAUSE.toNanos();
      return CompletableFuture.completedFuture(null);
    } catch (RuntimeException e) {
      // A bug, but one that must keep no other outcome from being published.
      LOG.error("The outcome of {} cannot be published", change.verificationId(), e);
      return CompletableFuture.completedFuture(null);
    }
  }
}
