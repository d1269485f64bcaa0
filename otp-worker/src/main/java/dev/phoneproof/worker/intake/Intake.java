package dev.phoneproof.worker.intake;

import dev.phoneproof.events.MalformedEventException;
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
  private final DeadLetters deadLetters;

  Intake(RecordReader reader, DeadLetters deadLetters) {
    this.reader = reader;
    this.deadLetters = deadLetters;
  }

  /**
   * Takes a polled batch in. When it returns, every record is in the ledger or among the dead
   * letters.
   */
  public void take(List<ConsumerRecord<String, byte[]>> records, TopicIntake feature) {
    try {
      List<Unacceptable> unacceptable = takeAgain(records, feature);
      unacceptable.forEach(letter -> giveUp(letter, feature));
      deadLetters.add(unacceptable);
    } catch (Error e) {
      // Spring would stop the consumer for good, with nobody to start it again.
      LOG.error("A batch of {} is repeated", records.size(), e);
      throw new IllegalStateException("an error is no reason to stop listening", e);
    }
  }

  /**
   * Takes records in as ever, but writes no dead letters: who asks for it is told.
   *
   * @return what could not be taken
   */
  public List<Unacceptable> takeAgain(
      List<ConsumerRecord<String, byte[]>> records, TopicIntake feature) {
    List<Received> events = new ArrayList<>(records.size());
    List<Unacceptable> unacceptable = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> origin : records) {
      try {
        events.add(reader.read(origin));
      } catch (MalformedEventException e) {
        unacceptable.add(new Unacceptable(origin, String.valueOf(e.getMessage())));
      } catch (RuntimeException | StackOverflowError e) {
        // A bug, but the record that shows it must not hold back all that come after it.
        unacceptable.add(Unacceptable.because(origin, "unreadable", e));
      }
    }
    if (!events.isEmpty()) {
      writeTogether(events, feature, unacceptable);
    }
    return unacceptable;
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
}
