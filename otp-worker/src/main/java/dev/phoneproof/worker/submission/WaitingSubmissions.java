package dev.phoneproof.worker.submission;

import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.ledger.Settlement;
import dev.phoneproof.worker.verification.Submission;
import dev.phoneproof.worker.verification.Verification;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Settles what waits for verifications that have just changed: cancels take effect, PINs get the
 * verdict that needs no call, and the oldest of each verification is claimed for its check. Their
 * own rows are locked too, for they may wait for a verification that is not there.
 */
@Component
@Order(20)
class WaitingSubmissions implements Settlement {

  private static final String WAITING =
      "select s from Submission s where s.verificationId in :ids and s.status = WAITING"
          + " order by s.recordedAt, s.id";

  private static final String CHECKED =
      "select s.verificationId from Submission s where s.verificationId in :ids"
          + " and s.status = CHECKING";

  private final PinChecks checks;

  WaitingSubmissions(PinChecks checks) {
    this.checks = checks;
  }

  @Override
  public List<Runnable> settle(LedgerSession session) {
    session.entities().flush();
    List<Submission> waiting =
        session
            .entities()
            .createQuery(WAITING, Submission.class)
            .setParameter("ids", session.ids())
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    if (waiting.isEmpty()) {
      return List.of();
    }
    Set<UUID> checked =
        new HashSet<>(
            session
                .entities()
                .createQuery(CHECKED, UUID.class)
                .setParameter("ids", session.ids())
                .getResultList());
    waiting.forEach(
        submission -> settle(session, submission, checked.contains(submission.verificationId())));
    session.entities().flush();
    return checks.claim(session.ids());
  }

  private void settle(LedgerSession session, Submission submission, boolean anotherIsChecked) {
    Optional<Verification> verification =
        session.verification(submission.verificationId()).filter(submission::isOf);
    switch (submission.kind()) {
      case GUESS -> settleGuess(session, submission, verification, anotherIsChecked);
      case CANCEL -> settleCancel(session, submission, verification);
    }
  }

  private void settleGuess(
      LedgerSession session,
      Submission submission,
      Optional<Verification> verification,
      boolean anotherIsChecked) {
    Optional<Verdict> verdict =
        submission.verdictWithoutCall(
            verification.orElse(null), session.now(), checks.isProviderAway(), anotherIsChecked);
    if (verdict.isPresent()) {
      if (verdict.get() == Verdict.VERIFY_OUTCOME_UNKNOWN) {
        verification.orElseThrow().guessLost(session.now());
      }
      session.answer(submission, verdict.get(), retryAt(verdict.get(), session.now()));
    } else {
      boolean sent = verification.filter(one -> one.status() == Status.SENT).isPresent();
      submission.keepWaiting(sent, session.now());
    }
  }

  /** Nothing is wrong with what was typed: the same PIN may do a little later. */
  private static @Nullable Instant retryAt(Verdict verdict, Instant now) {
    return switch (verdict) {
      case NOT_SENT_YET -> now.plusSeconds(2);
      case PROVIDER_UNAVAILABLE -> now.plusSeconds(5);
      case VERIFIED, WRONG_PIN, VERIFY_OUTCOME_UNKNOWN, PIN_EXPIRED, TOO_MANY_ATTEMPTS, ENDED ->
          null;
    };
  }

  private static void settleCancel(
      LedgerSession session, Submission cancel, Optional<Verification> verification) {
    if (verification.isPresent()) {
      verification.get().cancel(session.now());
      cancel.end(session.now());
    } else if (cancel.hasWaitedInVain(session.now())) {
      cancel.end(session.now());
    } else {
      cancel.keepWaiting(false, session.now());
    }
  }
}
