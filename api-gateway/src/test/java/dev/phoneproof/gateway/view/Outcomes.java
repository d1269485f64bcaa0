package dev.phoneproof.gateway.view;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.events.VerificationState;
import dev.phoneproof.events.VerificationState.Times;
import dev.phoneproof.events.sealing.SealedProof;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Outcomes as the worker would publish them, and the way to put them into a view. */
public final class Outcomes {

  private Outcomes() {}

  public static VerificationChanged requested(UUID id, int revision, Instant sendBy) {
    return changed(id, Status.REQUESTED, null, Times.sendBy(sendBy), revision, null);
  }

  public static VerificationChanged sent(
      UUID id, int revision, Instant sendBy, Instant expiresAt, @Nullable Instant resendAt) {
    Times times = new Times(sendBy, expiresAt, resendAt, null, null);
    return changed(id, Status.SENT, null, times, revision, null);
  }

  public static VerificationChanged ended(
      UUID id, Status status, @Nullable Reason reason, int revision) {
    return changed(id, status, reason, Times.NONE, revision, null);
  }

  public static VerificationChanged answering(
      VerificationChanged outcome, UUID submission, Verdict verdict, @Nullable Instant retryAt) {
    return new VerificationChanged(
        outcome.clientId(), outcome.state(), new Answer(submission, verdict, retryAt));
  }

  /** With a proof for whoever published the submission. */
  public static VerificationChanged proving(
      VerificationChanged outcome, OtpSubmitted submitted, String proof) {
    return new VerificationChanged(
        outcome.clientId(),
        outcome.state(),
        new Answer(
            submitted.submissionId(),
            Verdict.VERIFIED,
            null,
            SealedProof.seal(proof, Objects.requireNonNull(submitted.replyKey()))));
  }

  public static OutcomeView view(int maxEntries, Clock clock) {
    return new OutcomeView(new ViewSettings(maxEntries), clock);
  }

  /** The outcome as if it had just come from the topic. */
  public static void tell(OutcomeView view, VerificationChanged outcome, Instant publishedAt) {
    view.apply(outcome, publishedAt);
  }

  public static void catchUp(OutcomeView view) {
    view.markCaughtUp();
  }

  public static void stopWaiting(OutcomeView view) {
    view.stopWaiting();
  }

  public static int waiting(OutcomeView view) {
    return view.waiting();
  }

  private static VerificationChanged changed(
      UUID id,
      Status status,
      @Nullable Reason reason,
      Times times,
      int revision,
      @Nullable Answer answer) {
    String delivery = status == Status.SENT ? "pending" : null;
    VerificationState state =
        new VerificationState(
            id, status, reason, delivery, Channel.SMS, "login", 5, times, revision);
    return new VerificationChanged("shop", state, answer);
  }
}
