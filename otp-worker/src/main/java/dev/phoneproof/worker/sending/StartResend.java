package dev.phoneproof.worker.sending;

import dev.phoneproof.events.Status;
import dev.phoneproof.worker.ledger.Change;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.pacing.Pacing;
import dev.phoneproof.worker.provider.ProviderPolicy;
import dev.phoneproof.worker.storage.Sealed;
import dev.phoneproof.worker.verification.Send;
import dev.phoneproof.worker.verification.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A resend's turn: it starts, waits for another send to its number, or is dropped. */
final class StartResend implements Change {

  /** An older wish is no longer one: {@code docs/ledger.md}, uncertain sends. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration WAIT_FOR_NUMBER = Duration.ofSeconds(1);

  private final UUID verificationId;
  private final UUID sendId;
  private final Sender sender;
  private final OtherSends others;
  private final ProviderPolicy policy;
  private final Pacing pacing;
  private boolean hasPermit = true;
  private boolean started;

  StartResend(
      UUID verificationId,
      UUID sendId,
      Sender sender,
      OtherSends others,
      ProviderPolicy policy,
      Pacing pacing) {
    this.verificationId = verificationId;
    this.sendId = sendId;
    this.sender = sender;
    this.others = others;
    this.policy = policy;
    this.pacing = pacing;
  }

  /** It may be dropped, and no more. */
  StartResend withoutPermit() {
    hasPermit = false;
    return this;
  }

  @Override
  public UUID verificationId() {
    return verificationId;
  }

  @Override
  public @Nullable UUID sendId() {
    return sendId;
  }

  @Override
  public void applyTo(LedgerSession session) {
    // An erasure may have taken it away meanwhile.
    session
        .find(Send.class, sendId)
        .filter(send -> send.status() == Send.Progress.WAITING)
        .ifPresent(send ->
            session
                .verification(verificationId)
                .ifPresentOrElse(
                    verification -> decide(session, send, verification),
                    () -> remove(session, send)));
  }

  /** Nothing is left that it could be of, and no purge would find it. */
  private static void remove(LedgerSession session, Send send) {
    session
        .entities()
        .createQuery("delete from Send s where s.id = :id")
        .setParameter("id", send.id())
        .executeUpdate();
  }

  private void decide(LedgerSession session, Send send, Verification verification) {
    Instant now = session.now();
    if (verification.status() != Status.SENT) {
      send.end(Send.Outcome.DROPPED, now);
      session.sayAgain(verification);
    } else if (isRefusedByALimit(send)) {
      send.end(Send.Outcome.DROPPED, now);
      verification.resendRefused(send.retryAt(), now);
    } else if (send.refusedBy() != null
        || isTooOld(send, now)
        || isTooEarly(verification, now)
        || isAfterTheEnd(verification, now)) {
      send.end(Send.Outcome.DROPPED, now);
      verification.resendDropped(now);
    } else if (!hasPermit) {
      return;
    } else if (others.isOneOpen(session, send)) {
      send.waitUntil(now.plus(WAIT_FOR_NUMBER));
    } else {
      start(session, send, verification);
    }
  }

  private static boolean isRefusedByALimit(Send send) {
    return send.refusedBy() != null && !send.refusedBy().equals(Send.TOO_EARLY);
  }

  private static boolean isTooOld(Send send, Instant now) {
    return now.isAfter(send.createdAt().plus(LONGEST_WAIT));
  }

  private static boolean isTooEarly(Verification verification, Instant now) {
    Instant resendAt = verification.resendAt();
    return resendAt != null && now.isBefore(resendAt);
  }

  private static boolean isAfterTheEnd(Verification verification, Instant now) {
    Instant expiresAt = verification.expiresAt();
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  private void start(LedgerSession session, Send send, Verification verification) {
    send.start(session.now(), policy.lease());
    ClaimedSend claimed =
        new ClaimedSend(
            sendId,
            verificationId,
            new Sealed(verificationId, verification.sealedNumber()),
            send.channel(),
            verification.pinId(),
            policy.latestStart(System.nanoTime()));
    session.afterCommit(() -> {
      started = true;
      sender.start(claimed);
    });
  }

  @Override
  public void done() {
    if (hasPermit && !started) {
      pacing.giveBack(1);
    }
  }

  @Override
  public String toString() {
    return "StartResend[" + sendId + "]";
  }
}
