package dev.phoneproof.worker.sending;

import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.provider.Backoff;
import dev.phoneproof.worker.provider.Cause;
import dev.phoneproof.worker.provider.LookUpResult;
import dev.phoneproof.worker.provider.SendResult;
import dev.phoneproof.worker.verification.Send;
import dev.phoneproof.worker.verification.Send.Outcome;
import dev.phoneproof.worker.verification.SentTimes;
import dev.phoneproof.worker.verification.Verification;
import dev.phoneproof.worker.verification.VerificationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the result of a send or of a look-up means for a verification: the rules of {@code
 * docs/ledger.md}, uncertain sends.
 */
@Component
class SendRules {

  private static final Duration BETWEEN_LOOK_UPS = Duration.ofSeconds(5);
  private static final int LOOK_UPS_THAT_FIND_NOTHING = 2;
  private static final int MAX_REPEATS = 3;

  private final VerificationPolicy policy;
  private final Backoff backoff;
  private final OtherSends others;

  SendRules(VerificationPolicy policy, Backoff backoff, OtherSends others) {
    this.policy = policy;
    this.backoff = backoff;
    this.others = others;
  }

  /** The call of a first send has ended. */
  void first(LedgerSession session, Send send, SendResult result) {
    Instant now = session.now();
    Verification verification = session.verification(send.verificationId()).orElseThrow();
    if (verification.status() != Status.SENDING) {
      // A cancel has ended it meanwhile.
      send.end(outcome(result), now);
      return;
    }
    switch (result) {
      case SendResult.Sent sent -> {
        send.end(Outcome.SENT, now);
        Instant startedAt = Objects.requireNonNull(send.startedAt());
        verification.sent(sent.pinId(), send.channel(), startedAt, now, policy);
      }
      case SendResult.Refused refused -> {
        send.end(Outcome.REFUSED, now);
        verification.refused(refused.reason(), now);
      }
      case SendResult.Throttled throttled -> {
        send.end(Outcome.THROTTLED, now);
        sendLater(verification, now, throttled.retryAfter(), false);
      }
      case SendResult.NotSent notSent -> {
        send.end(Outcome.NOT_SENT, now);
        sendLater(verification, now, null, notSent.cause() == Cause.ACCOUNT);
      }
      case SendResult.Unreadable unreadable -> {
        send.end(Outcome.NOT_SENT, now);
        verification.failed(Reason.UNPROCESSABLE, now);
      }
      case SendResult.Unknown unknown -> send.lookUpAt(now.plus(BETWEEN_LOOK_UPS));
    }
  }

  private void sendLater(
      Verification verification, Instant now, @Nullable Duration retryAfter, boolean account) {
    Duration wait = backoff.after(verification.notSent() + 1, retryAfter);
    verification.sendLater(now.plus(wait), account);
  }

  /** The call of a resend has ended. What may have been sent counts as sent: the PIN works. */
  void resend(LedgerSession session, Send send, SendResult result) {
    Instant now = session.now();
    Verification verification = session.verification(send.verificationId()).orElseThrow();
    if (verification.status() != Status.SENT) {
      send.end(outcome(result), now);
      return;
    }
    switch (result) {
      case SendResult.Sent sent -> {
        send.end(Outcome.SENT, now);
        verification.resent(send.channel(), now, policy);
      }
      case SendResult.Unknown unknown -> {
        send.end(Outcome.UNKNOWN, now);
        verification.resent(send.channel(), now, policy);
      }
      case SendResult.Refused refused -> {
        send.end(Outcome.REFUSED, now);
        verification.resendDropped(now);
      }
      case SendResult.Unreadable unreadable -> {
        send.end(Outcome.NOT_SENT, now);
        verification.resendDropped(now);
      }
      case SendResult.Throttled throttled -> waitToResend(send, now, throttled.retryAfter());
      case SendResult.NotSent notSent -> waitToResend(send, now, null);
    }
  }

  /** At the end of its patience at the latest, so that whoever asked hears that it was dropped. */
  private void waitToResend(Send send, Instant now, @Nullable Duration retryAfter) {
    Instant due = now.plus(backoff.after(1, retryAfter));
    Instant end = send.createdAt().plus(StartResend.LONGEST_WAIT).plusMillis(1);
    send.waitUntil(due.isBefore(end) ? due : end);
  }

  /** A look-up for an uncertain send has ended. */
  void lookedUp(LedgerSession session, Send send, LookUpResult result) {
    Instant now = session.now();
    Verification verification = session.verification(send.verificationId()).orElseThrow();
    if (verification.status() != Status.SENDING) {
      send.end(Outcome.UNKNOWN, now);
      return;
    }
    switch (result) {
      case LookUpResult.Failed failed -> {
        if (now.isBefore(verification.sendBy())) {
          send.lookUpAt(now.plus(BETWEEN_LOOK_UPS));
        } else {
          endUnknown(verification, send, now);
        }
      }
      case LookUpResult.Unreadable unreadable -> endUnknown(verification, send, now);
      case LookUpResult.Answered answered -> {
        Instant startedAt = Objects.requireNonNull(send.startedAt());
        List<SentTimes.Span> known = others.knownToHaveSent(session, send);
        if (SentTimes.revealSend(answered.sentTimes(), startedAt, known)) {
          endUnknown(verification, send, now);
        } else {
          foundNothing(verification, send, now);
        }
      }
    }
  }

  /** It went out, but its {@code pinId} is lost: nothing typed could ever be checked. */
  private static void endUnknown(Verification verification, Send send, Instant now) {
    send.end(Outcome.UNKNOWN, now);
    verification.failed(Reason.SEND_OUTCOME_UNKNOWN, now);
  }

  private static void foundNothing(Verification verification, Send send, Instant now) {
    send.foundNothing();
    if (send.emptyLookUps() < LOOK_UPS_THAT_FIND_NOTHING) {
      send.lookUpAt(now.plus(BETWEEN_LOOK_UPS));
      return;
    }
    if (verification.repeats() == MAX_REPEATS) {
      endUnknown(verification, send, now);
      return;
    }
    send.end(Outcome.NOT_FOUND, now);
    if (now.isBefore(verification.sendBy())) {
      verification.repeatSend(now);
    } else {
      verification.neverSent(now);
    }
  }

  private static Outcome outcome(SendResult result) {
    return switch (result) {
      case SendResult.Sent sent -> Outcome.SENT;
      case SendResult.Refused refused -> Outcome.REFUSED;
      case SendResult.Throttled throttled -> Outcome.THROTTLED;
      case SendResult.NotSent notSent -> Outcome.NOT_SENT;
      case SendResult.Unreadable unreadable -> Outcome.NOT_SENT;
      case SendResult.Unknown unknown -> Outcome.UNKNOWN;
    };
  }
}
