package dev.phoneproof.worker.outcome;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.worker.ledger.Answers;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.ledger.Transactions;
import dev.phoneproof.worker.verification.Submission;
import dev.phoneproof.worker.verification.Verification;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Finds in the ledger what has to be said, be it for the first time or again. */
@Component
@Order(70)
public class UnpublishedOutcomes implements Sweep {

  private static final int MOST_AT_ONCE = 2_000;

  /** Acknowledgements and their notes get this long before anything counts as lost. */
  private static final String LOST_AFTER = "interval '2 seconds'";

  private static final String REVISIONS =
      "select * from verification where published_revision < revision and changed_at < now() - "
          + LOST_AFTER
          + " order by changed_at limit "
          + MOST_AT_ONCE;

  private static final String VERDICTS =
      "select * from submission where status = 'DONE' and kind = 'GUESS' and not published"
          + " and ended_at < now() - "
          + LOST_AFTER
          + " order by ended_at limit "
          + MOST_AT_ONCE;

  private final EntityManager entities;
  private final Transactions transactions;
  private final OutcomePublisher publisher;
  private final Answers answers;
  private CompletableFuture<?> lastRound = CompletableFuture.completedFuture(null);

  UnpublishedOutcomes(
      EntityManager entities,
      Transactions transactions,
      OutcomePublisher publisher,
      Answers answers) {
    this.entities = entities;
    this.transactions = transactions;
    this.publisher = publisher;
    this.answers = answers;
  }

  /** One round after the other: while Kafka is away rounds must not pile up in the producer. */
  @Override
  public void sweep() {
    if (lastRound.isDone()) {
      List<VerificationChanged> round = new ArrayList<>();
      round.addAll(
          transactions.in(() ->
              rows(VERDICTS, Submission.class)
                  .flatMap(one -> outcomes(one, answers.of(one)))
                  .toList()));
      round.addAll(
          transactions.in(() ->
              rows(REVISIONS, Verification.class).map(UnpublishedOutcomes::outcome).toList()));
      lastRound = publisher.publishAgain(round);
    }
  }

  /** Says the state of verifications that a statement has changed. */
  public void publishStates(Collection<UUID> verificationIds) {
    if (!verificationIds.isEmpty()) {
      publisher.publish(states(verificationIds));
    }
  }

  /** Says the present state of verifications again, because an event of theirs was repeated. */
  public void repeatStates(Collection<UUID> verificationIds) {
    publisher.repeat(states(verificationIds));
  }

  private List<VerificationChanged> states(Collection<UUID> verificationIds) {
    return transactions.in(() ->
        verificationIds.stream()
            .map(id -> entities.find(Verification.class, id))
            .filter(Objects::nonNull)
            .map(UnpublishedOutcomes::outcome)
            .toList());
  }

  /**
   * Says the verdicts of submissions again, because they were repeated; open ones have none.
   *
   * @param repeats as they came, by submission
   */
  public void repeatVerdicts(Map<UUID, List<OtpSubmitted>> repeats) {
    publisher.repeat(
        transactions.in(() ->
            repeats.entrySet().stream()
                .flatMap(repeat -> again(repeat.getKey(), repeat.getValue()))
                .toList()));
  }

  private Stream<VerificationChanged> again(UUID submissionId, List<OtpSubmitted> repeats) {
    @Nullable Submission submission = entities.find(Submission.class, submissionId);
    return submission == null || submission.verdict() == null
        ? Stream.empty()
        : outcomes(submission, answers.of(submission, repeats));
  }

  @SuppressWarnings("unchecked")
  private <E> Stream<E> rows(String sql, Class<E> type) {
    return entities.createNativeQuery(sql, type).getResultStream();
  }

  private static VerificationChanged outcome(Verification verification) {
    return new VerificationChanged(verification.clientId(), verification.state(), null);
  }

  private Stream<VerificationChanged> outcomes(Submission submission, List<Answer> all) {
    @Nullable Verification verification =
        entities.find(Verification.class, submission.verificationId());
    return all.stream().map(answer -> LedgerSession.outcome(answer, submission, verification));
  }
}
