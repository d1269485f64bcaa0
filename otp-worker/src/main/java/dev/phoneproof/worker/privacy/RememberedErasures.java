package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.ErasureCompleted;
import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.events.ErasureRequested;
import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.intake.Intake;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.intake.TopicIntake;
import dev.phoneproof.worker.kafka.TopicReader;
import dev.phoneproof.worker.kafka.TopicReaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What {@code otp.privacy} still knows of erasures. A database that was restored from a backup
 * lacks those that came after it, and the consumer group is past them.
 */
@Component
class RememberedErasures {

  /** Of each partition, the newest. */
  private static final int MOST = 100_000;

  private final TopicReaders readers;
  private final Intake intake;
  private final RequestedErasures requested;
  private final ErasureLedger erasures;

  RememberedErasures(
      TopicReaders readers, Intake intake, RequestedErasures requested, ErasureLedger erasures) {
    this.readers = readers;
    this.intake = intake;
    this.requested = requested;
    this.erasures = erasures;
  }

  /**
   * Writes down again what is missing.
   *
   * @return how many erasures were done that nobody here can repeat: an operator asked for them,
   *     and the export that has their numbers' hashes was not given
   * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
   */
  int writeDown() {
    Remembered remembered = new Remembered();
    try (TopicReader reader = readers.open()) {
      // What cannot be read is a dead letter since it first came.
      intake.takeAgain(reader.newest(Topics.PRIVACY, MOST), remembered);
    }
    for (Received request : remembered.requests) {
      Erasure erasure = requested.erasure(request);
      Counts counts = remembered.answers.get(erasure.requestId());
      erasures.add(withCounts(erasure, counts), counts != null);
    }
    return (int)
        remembered.answers.keySet().stream()
            .filter(answered -> erasures.find(answered).isEmpty())
            .count();
  }

  private static Erasure withCounts(
      Erasure erasure, @org.jspecify.annotations.Nullable Counts counts) {
    return new Erasure(
        erasure.requestId(),
        erasure.numberHash(),
        erasure.erasedAt(),
        erasure.requestedBy(),
        erasure.reason(),
        counts);
  }

  private static final class Remembered implements TopicIntake {

    private final List<Received> requests = new ArrayList<>();
    private final Map<UUID, Counts> answers = new HashMap<>();

    @Override
    public String topic() {
      return Topics.PRIVACY;
    }

    /** Nothing is parked that is read again. */
    @Override
    public Instant waitsForItsKeyUntil(Received event) {
      return event.recordedAt();
    }

    @Override
    public void write(List<Received> events) {
      for (Received received : events) {
        if (received.event() instanceof ErasureRequested) {
          requests.add(received);
        } else if (received.event() instanceof ErasureCompleted answer) {
          answers.put(answer.requestId(), answer.counts());
        }
      }
    }
  }
}
