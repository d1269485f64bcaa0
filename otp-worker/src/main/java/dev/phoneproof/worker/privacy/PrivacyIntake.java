package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.ErasureRequested;
import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.intake.TopicIntake;
import dev.phoneproof.worker.ledger.Tasks;
import dev.phoneproof.worker.ledger.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Writes down what is to be erased; from then on nothing of before comes back. The worker's own
 * answers, which travel on the same topic, are passed over.
 */
@Component
class PrivacyIntake implements TopicIntake {

  private static final Logger LOG = LoggerFactory.getLogger(PrivacyIntake.class);

  private static final Duration PATIENCE = Duration.ofDays(6);

  private final RequestedErasures requested;
  private final ErasureLedger erasures;
  private final ErasureSweep sweep;
  private final ErasureAnswers answers;
  private final Transactions transactions;
  private final Tasks tasks;

  PrivacyIntake(
      RequestedErasures requested,
      ErasureLedger erasures,
      ErasureSweep sweep,
      ErasureAnswers answers,
      Transactions transactions,
      Tasks tasks) {
    this.requested = requested;
    this.erasures = erasures;
    this.sweep = sweep;
    this.answers = answers;
    this.transactions = transactions;
    this.tasks = tasks;
  }

  @Override
  public String topic() {
    return Topics.PRIVACY;
  }

  /** Nearly as long as the topic keeps it: what somebody has a right to is not given up early. */
  @Override
  public Instant waitsForItsKeyUntil(Received event) {
    return event.recordedAt().plus(PATIENCE);
  }

  @Override
  public void write(List<Received> batch) {
    List<Erasure> all =
        batch.stream()
            .filter(one -> one.event() instanceof ErasureRequested)
            .map(requested::erasure)
            .toList();
    if (all.isEmpty()) {
      return;
    }
    List<Erasure> repeated = transactions.in(() -> add(all));
    repeated.stream()
        .map(one -> erasures.find(one.requestId()))
        .flatMap(Optional::stream)
        .forEach(answers::say);
    tasks.execute(this::completeOpen);
  }

  /** Returns those that were there already. */
  private List<Erasure> add(List<Erasure> all) {
    List<Erasure> repeated = new ArrayList<>();
    for (Erasure erasure : all) {
      if (!erasures.add(erasure, false)) {
        repeated.add(erasure);
      }
    }
    return repeated;
  }

  /** At once; what fails now the sweep does. */
  private void completeOpen() {
    try {
      sweep.completeOpen();
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Erasures wait for PostgreSQL: {}", e.toString());
    }
  }
}
