package dev.phoneproof.worker.ledger;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.events.VerificationState;
import dev.phoneproof.events.VerificationState.Times;
import dev.phoneproof.worker.verification.Submission;
import dev.phoneproof.worker.verification.Verification;
import dev.phoneproof.worker.verification.VerificationPolicy;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One transaction's locked verifications, and what is to be said when it has committed. */
public final class LedgerSession {

  private final EntityManager entities;
  private final Instant now;
  private final Map<UUID, Verification> verifications = new HashMap<>();
  private final Map<UUID, Integer> revisions = new HashMap<>();
  private final List<Submission> answered = new ArrayList<>();
  private final List<Verification> again = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final Set<UUID> ids;
  private String canceledBy = "client";

  LedgerSession(
      EntityManager entities, Instant now, Set<UUID> ids, Collection<Verification> locked) {
    this.entities = entities;
    this.now = now;
    this.ids = ids;
    for (Verification verification : locked) {
      verifications.put(verification.id(), verification);
      revisions.put(verification.id(), verification.revision());
    }
  }

  /** PostgreSQL's time, read after the locks were taken. */
  public Instant now() {
    return now;
  }

  /** The ids that this session is about, also of verifications that are not there. */
  public Set<UUID> ids() {
    return ids;
  }

  /** A locked verification; empty when there is none of that id. */
  public Optional<Verification> verification(UUID id) {
    return Optional.ofNullable(verifications.get(id));
  }

  /** A row that one of the session's verifications guards. */
  public <E> Optional<E> find(Class<E> type, @Nullable UUID id) {
    return id == null ? Optional.empty() : Optional.ofNullable(entities.find(type, id));
  }

  /** For queries and to write what has changed so far. */
  public EntityManager entities() {
    return entities;
  }

  /** Ends a submission with its verdict, which is published. */
  public void answer(Submission submission, Verdict verdict, @Nullable Instant retryAt) {
    submission.answer(verdict, retryAt, now);
    answered.add(submission);
  }

  /** Publishes a state although it has not changed, for somebody waits to hear of it. */
  public void sayAgain(Verification verification) {
    again.add(verification);
  }

  /** Who it is that cancels in this session, for the audit trail; else a client. */
  public void cancelsAs(String actor) {
    canceledBy = actor;
  }

  String canceledBy() {
    return canceledBy;
  }

  /** What to start once it is committed. */
  public void afterCommit(Runnable task) {
    afterCommit.add(task);
  }

  List<Runnable> tasks() {
    return afterCommit;
  }

  /** Verifications whose revision has grown. */
  List<Verification> changed() {
    return verifications.values().stream()
        .filter(verification ->
            !Objects.equals(verification.revision(), revisions.get(verification.id())))
        .toList();
  }

  /** Submissions that got their verdict in this session so far. */
  public List<Submission> answered() {
    return answered;
  }

  /** Each verdict, and each change that no verdict carries already. */
  List<VerificationChanged> outcomes(Answers answers) {
    List<VerificationChanged> outcomes = new ArrayList<>();
    Set<UUID> said = new HashSet<>();
    for (Submission submission : answered) {
      Verification verification = verifications.get(submission.verificationId());
      answers.of(submission).stream()
          .map(answer -> outcome(answer, submission, verification))
          .forEach(outcomes::add);
      own(submission).ifPresent(one -> said.add(one.id()));
    }
    Stream.concat(changed().stream(), again.stream())
        .distinct()
        .filter(verification -> !said.contains(verification.id()))
        .map(verification ->
            new VerificationChanged(verification.clientId(), verification.state(), null))
        .forEach(outcomes::add);
    return outcomes;
  }

  /** The verification of a submission, if it is its own client's. */
  private Optional<Verification> own(Submission submission) {
    return verification(submission.verificationId()).filter(submission::isOf);
  }

  /**
   * What is said of an answered submission.
   *
   * @param answer one of its answers
   * @param verification null when there is none: then its state is that nothing has happened
   */
  public static VerificationChanged outcome(
      Answer answer, Submission submission, @Nullable Verification verification) {
    VerificationState state =
        verification != null && submission.isOf(verification)
            ? verification.state()
            : nothingHappened(submission.verificationId());
    return new VerificationChanged(submission.clientId(), state, answer);
  }

  private static VerificationState nothingHappened(UUID id) {
    return new VerificationState(
        id,
        Status.REQUESTED,
        null,
        null,
        null,
        null,
        VerificationPolicy.MAX_GUESSES,
        Times.NONE,
        0);
  }
}
