package dev.phoneproof.worker.ledger;

import dev.phoneproof.worker.verification.Send;
import dev.phoneproof.worker.verification.Submission;
import dev.phoneproof.worker.verification.Verification;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The only way to change verifications: lock their rows, change the aggregates, settle what waits
 * for them, audit, commit, publish. Locks are taken in the order of ids, so that two writers cannot
 * block each other.
 */
@Component
public class Ledger implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int MOST_IN_ONE_COMMIT = 256;

  private final EntityManager entities;
  private final Transactions transactions;

  /** Looked up when they are needed: they start tasks that bring their results here. */
  private final ObjectProvider<Settlement> settlements;

  private final Publication publication;
  private final Answers answers;
  private final Audit audit;
  private final GroupCommit<Change> changes;

  Ledger(
      EntityManager entities,
      Transactions transactions,
      ObjectProvider<Settlement> settlements,
      Publication publication,
      Answers answers,
      Audit audit) {
    this.entities = entities;
    this.transactions = transactions;
    this.settlements = settlements;
    this.publication = publication;
    this.answers = answers;
    this.audit = audit;
    this.changes = new GroupCommit<>("ledger", MOST_IN_ONE_COMMIT, this::write, Change::done);
  }

  /** Takes a change over, to be written with others as soon as possible. Never waits. */
  public void add(Change change) {
    changes.add(change);
  }

  /** Changes that were taken over and are not committed yet. */
  List<Change> held() {
    return changes.held();
  }

  /**
   * Changes verifications in a transaction of its own and publishes what came of it.
   *
   * @param ids the verifications to lock; those that are not there are left out
   * @param work what to do with them
   */
  public void write(Set<UUID> ids, Consumer<LedgerSession> work) {
    LedgerSession session = transactions.in(() -> within(ids, work));
    session.tasks().forEach(Runnable::run);
    publication.publish(session.outcomes(answers));
  }

  /**
   * Changes verifications as {@link #write} does, and when that fails by a fault of one of them,
   * each alone, so that the faulty one keeps no other from its turn.
   */
  public void writeApart(Set<UUID> ids, Consumer<LedgerSession> work) {
    try {
      write(ids, work);
    } catch (RuntimeException e) {
      if (GroupCommit.isPassing(e) || ids.size() == 1) {
        throw e;
      }
      LOG.warn("{} verifications are written one by one: {}", ids.size(), e.getClass().getName());
      ids.forEach(id -> writeAlone(id, work));
    }
  }

  private void writeAlone(UUID id, Consumer<LedgerSession> work) {
    try {
      write(Set.of(id), work);
    } catch (RuntimeException e) {
      if (GroupCommit.isPassing(e)) {
        throw e;
      }
      LOG.error("Left as it is: {}", id, e);
    }
  }

  private LedgerSession within(Set<UUID> ids, Consumer<LedgerSession> work) {
    List<Verification> locked = lock(ids);
    LedgerSession session = new LedgerSession(entities, now(), ids, locked);
    work.accept(session);
    settlements
        .orderedStream()
        .forEach(settlement -> settlement.settle(session).forEach(session::afterCommit));
    audit.record(session);
    return session;
  }

  private List<Verification> lock(Set<UUID> ids) {
    return entities
        .createQuery(
            "select v from Verification v where v.id in :ids order by v.id", Verification.class)
        .setParameter("ids", ids)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** PostgreSQL's clock is the one that leases and due times go by. */
  private Instant now() {
    return (Instant)
        entities.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }

  private void write(List<Change> group) {
    Set<UUID> ids = new HashSet<>();
    group.forEach(change -> ids.add(change.verificationId()));
    write(
        ids,
        session -> {
          load(Send.class, group, Change::sendId);
          load(Submission.class, group, Change::submissionId);
          group.forEach(change -> change.applyTo(session));
        });
  }

  /** One query for what the group will ask for one by one. */
  private <E> void load(Class<E> type, List<Change> group, Function<Change, @Nullable UUID> id) {
    Collection<UUID> ids = new ArrayList<>();
    group.stream().map(id).filter(Objects::nonNull).forEach(ids::add);
    if (!ids.isEmpty()) {
      entities
          .createQuery("select e from " + type.getSimpleName() + " e where e.id in :ids", type)
          .setParameter("ids", ids)
          .getResultList();
    }
  }

  @Override
  public void destroy() {
    changes.close();
  }
}
