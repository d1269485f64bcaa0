package dev.phoneproof.worker.intake;

import dev.phoneproof.worker.intake.Parking.Parked;
import dev.phoneproof.worker.kafka.Position;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * What is the same for every topic that brings work in: records are read before any transaction,
 * one transaction takes the whole batch, what cannot be taken becomes a dead letter, and only then
 * the batch is acknowledged. Any other failure throws, and Kafka delivers the batch again; the good
 * ones of it are in the ledger by then, and started.
 */
@Component
public class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final RecordReader reader;
  private final Parking parking;
  private final DeadLetters deadLetters;

  Intake(RecordReader reader, Parking parking, DeadLetters deadLetters) {
    this.reader = reader;
    this.parking = parking;
    this.deadLetters = deadLetters;
  }

  /**
   * Takes a polled batch in. When it returns, every record is in the ledger, waits for its key or
   * is among the dead letters.
   */
  public void take(List<ConsumerRecord<String, byte[]>> records, TopicIntake feature) {
    try {
      Batch batch = write(records, feature);
      park(batch.unopened(), feature);
      giveUp(batch.unacceptable(), feature);
    } catch (Error e) {
      // Spring would stop the consumer for good, with nobody to start it again.
      LOG.error("A batch of {} is repeated", records.size(), e);
      throw new IllegalStateException("an error is no reason to stop listening", e);
    }
  }

  /** Takes records in that have waited for their key: what does not open now never will. */
  void takeForGood(List<ConsumerRecord<String, byte[]>> records, TopicIntake feature) {
    giveUp(takeAgain(records, feature), feature);
  }

  /**
   * Takes records in as ever, but writes no dead letters and parks none: who asks for it is told.
   *
   * @return what could not be taken
   */
  public List<Unacceptable> takeAgain(
      List<ConsumerRecord<String, byte[]>> records, TopicIntake feature) {
    Batch batch = write(records, feature);
    List<Unacceptable> refused = new ArrayList<>(batch.unacceptable());
    batch
        .unopened()
        .forEach(one -> refused.add(new Unacceptable(one.sealed().origin(), "unknown_key")));
    return refused;
  }

  private Batch write(List<ConsumerRecord<String, byte[]>> records, TopicIntake feature) {
    Batch batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    records.forEach(origin -> batch.add(read(origin)));
    if (!batch.events().isEmpty()) {
      writeTogether(batch.events(), feature, batch.unacceptable());
    }
    return batch;
  }

  private Reading read(ConsumerRecord<String, byte[]> origin) {
    try {
      return reader.read(origin);
    } catch (RuntimeException | StackOverflowError e) {
      // A bug, but the record that shows it must not hold back all that come after it.
      return Unacceptable.because(origin, "unreadable", e);
    }
  }

  private void park(List<Unopened> unopened, TopicIntake feature) {
    if (!unopened.isEmpty()) {
      parking.park(
          unopened.stream()
              .map(one ->
                  new Parked(
                      Position.of(one.sealed().origin()),
                      one.keyId(),
                      feature.waitsForItsKeyUntil(one.sealed())))
              .toList());
      // Without the keys' ids, which a publisher may choose: the table has them.
      LOG.warn("Parked: {} sealed for keys that are not here", unopened.size());
    }
  }

  private void giveUp(List<Unacceptable> unacceptable, TopicIntake feature) {
    unacceptable.forEach(letter -> giveUp(letter, feature));
    deadLetters.add(unacceptable);
  }

  private static void writeTogether(
      List<Received> events, TopicIntake feature, List<Unacceptable> unacceptable) {
    try {
      feature.write(events);
    } catch (DataIntegrityViolationException e) {
      LOG.warn(
          "A batch of {} is taken in one by one: the database refuses one of it", events.size());
      events.forEach(event -> writeAlone(event, feature, unacceptable));
    }
  }

  private static void writeAlone(
      Received event, TopicIntake feature, List<Unacceptable> unacceptable) {
    try {
      feature.write(List.of(event));
    } catch (DataIntegrityViolationException e) {
      unacceptable.add(new Unacceptable(event.origin(), "refused_by_ledger"));
    }
  }

  /** What is too odd to be read may be too odd to tell anybody, and must not hold back the rest. */
  private static void giveUp(Unacceptable letter, TopicIntake feature) {
    try {
      feature.giveUp(letter);
    } catch (RuntimeException | StackOverflowError e) {
      if (e instanceof NestedRuntimeException failure
          && !(e instanceof DataIntegrityViolationException)) {
        // The database's failure, not the record's: the batch comes again.
        throw failure;
      }
      LOG.warn("Nobody is told of {}: {}", letter, e.getClass().getName());
    }
  }

  /** What became of a batch's records. */
  private record Batch(
      List<Received> events, List<Unopened> unopened, List<Unacceptable> unacceptable) {

    void add(Reading reading) {
      switch (reading) {
        case Received event -> events.add(event);
        case Unopened event -> unopened.add(event);
        case Unacceptable letter -> unacceptable.add(letter);
      }
    }
  }
}
