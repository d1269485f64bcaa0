package dev.phoneproof.worker.intake;

import java.time.Instant;
import java.util.List;

/** A feature that takes in what one topic brings, be it for the first time or in a replay. */
public interface TopicIntake {

  /** The topic. */
  String topic();

  /**
   * Writes events into the ledger, all or none, and starts what can start. Events that are there
   * already change nothing.
   *
   * @throws org.springframework.dao.DataIntegrityViolationException when the database refuses one
   *     of them
   */
  void write(List<Received> events);

  /** How long an event that cannot be opened may wait for its key. */
  Instant waitsForItsKeyUntil(Received event);

  /** Tells whom it concerns that a record becomes a dead letter. Is repeated with its batch. */
  default void giveUp(Unacceptable letter) {}
}
