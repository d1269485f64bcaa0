package dev.phoneproof.worker.submission;

import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.worker.ledger.Change;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.provider.Backoff;
import dev.phoneproof.worker.provider.CheckResult;
import dev.phoneproof.worker.verification.Submission;
import dev.phoneproof.worker.verification.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A PIN's check has ended, or its lease has, with this result: the rules of {@code docs/ledger.md},
 * guesses and verdicts.
 *
 * @param call which call of the submission it was, from 1
 * @param proof gives it when the PIN was right and somebody asks, sealed for the submission's row
 */
record CheckFinished(
    UUID verificationId,
    UUID submissionId,
    int call,
    CheckResult result,
    Supplier<Optional<byte[]>> proof,
    Backoff backoff,
    Runnable onDone)
    implements Change {

  @Override
  public void applyTo(LedgerSession session) {
    // An erasure may have taken it away meanwhile.
    session
        .find(Submission.class, submissionId)
        .filter(this::appliesTo)
        .ifPresent(submission -> apply(session, submission));
  }

  private void apply(LedgerSession session, Submission submission) {
    Verification verification = session.verification(verificationId).orElseThrow();
    if (verification.status() != Status.SENT) {
      // A cancel has ended it meanwhile.
      Verdict verdict =
          submission
              .verdictWithoutCall(verification, session.now(), false, false)
              .orElse(Verdict.ENDED);
      session.answer(submission, verdict, null);
      return;
    }
    apply(session, verification, submission);
  }

  /** A verdict holds however late it comes; the lack of one is about its own call alone. */
  private boolean appliesTo(Submission submission) {
    boolean open = submission.status() != Submission.Progress.DONE;
    return switch (result) {
      case CheckResult.Right right -> open;
      case CheckResult.Wrong wrong -> open;
      case CheckResult.NoMoreAttempts none -> open;
      case CheckResult.TooLate late -> open;
      case CheckResult.Throttled throttled -> submission.isMaking(call);
      case CheckResult.NotSent notSent -> submission.isMaking(call);
      case CheckResult.Unreadable unreadable -> submission.isMaking(call);
      case CheckResult.Unknown unknown -> submission.isMaking(call);
    };
  }

  private void apply(LedgerSession session, Verification verification, Submission submission) {
    Instant now = session.now();
    switch (result) {
      case CheckResult.Right right -> {
        verification.verified(now);
        if (submission.sealedReplyKeys() != null) {
          submission.prove(proof.get().orElse(null));
        }
        session.answer(submission, Verdict.VERIFIED, null);
      }
      case CheckResult.Wrong wrong -> {
        verification.wrongPin(now);
        boolean locked = verification.status() == Status.LOCKED;
        session.answer(submission, locked ? Verdict.TOO_MANY_ATTEMPTS : Verdict.WRONG_PIN, null);
      }
      case CheckResult.NoMoreAttempts none -> {
        verification.locked(now);
        session.answer(submission, Verdict.TOO_MANY_ATTEMPTS, null);
      }
      case CheckResult.TooLate late -> {
        verification.pinExpired(now);
        session.answer(submission, Verdict.PIN_EXPIRED, null);
      }
      case CheckResult.Throttled throttled ->
          waitForProvider(verification, submission, now, throttled.retryAfter());
      case CheckResult.NotSent notSent -> waitForProvider(verification, submission, now, null);
      case CheckResult.Unreadable unreadable -> loseGuess(session, verification, submission);
      case CheckResult.Unknown unknown -> {
        if (submission.mayCallAgain()) {
          submission.callAgain(now.plus(backoff.after(1, null)));
        } else {
          loseGuess(session, verification, submission);
        }
      }
    }
  }

  private static void loseGuess(
      LedgerSession session, Verification verification, Submission submission) {
    verification.guessLost(session.now());
    session.answer(submission, Verdict.VERIFY_OUTCOME_UNKNOWN, null);
  }

  private void waitForProvider(
      Verification verification,
      Submission submission,
      Instant now,
      @Nullable Duration retryAfter) {
    if (call == 1) {
      // An earlier call may have been delivered: then the guess stays used up.
      verification.giveGuessBack();
    }
    submission.waitForProvider(now.plus(backoff.after(submission.notSent() + 1, retryAfter)));
  }

  @Override
  public void done() {
    onDone.run();
  }

  @Override
  public String toString() {
    return "CheckFinished[" + submissionId + " " + result + "]";
  }
}
