package dev.phoneproof.worker.outcome;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.worker.kafka.KafkaRecords;
import dev.phoneproof.worker.ledger.Publication;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private final KafkaTemplate<String, byte[]> kafka;
  private final EventCodec codec;
  private final PublishedMarks marks;
  private final Clock clock;

  OutcomePublisher(
      KafkaTemplate<String, byte[]> kafka, EventCodec codec, PublishedMarks marks, Clock clock) {
    this.kafka = kafka;
    this.codec = codec;
    this.marks = marks;
    this.clock = clock;
  }

  @Override
  public void publish(List<VerificationChanged> changes) {
    changes.forEach(change -> send(change, idOf(change)));
  }

  /** Says again what was said before, as the answer to an event that was repeated. */
  void repeat(List<VerificationChanged> changes) {
    changes.forEach(change -> send(change, UUID.randomUUID()));
  }

  /** The same for every try to publish the same thing, so that readers recognise it. */
  private static UUID idOf(VerificationChanged change) {
    Answer answer = change.answer();
    String name =
        change.verificationId()
            + "/"
            + change.state().revision()
            + (answer == null ? "" : "/" + answer.submissionId());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private void send(VerificationChanged change, UUID id) {
    CloudEvent<VerificationChanged> event =
        new CloudEvent<>(id.toString(), SOURCE, clock.instant(), change);
    try {
      kafka
          .send(KafkaRecords.of(codec.encode(event)))
          .whenComplete((result, failure) -> {
            if (failure == null) {
              marks.published(change);
            } else {
              notSent(failure);
            }
          });
    } catch (RuntimeException e) {
      notSent(e);
    }
  }

  private static void notSent(Throwable failure) {
    LOG.debug("Outcome not acknowledged, it will be published again", failure);
  }
}
