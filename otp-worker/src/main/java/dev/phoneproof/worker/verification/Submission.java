package dev.phoneproof.worker.verification;

import dev.phoneproof.events.Verdict;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A typed PIN, or a cancel. It may have come before its verification. */
@Entity
@Table(name = "submission")
public class Submission {

  /** What it asks for. */
  public enum Kind {
    GUESS,
    CANCEL
  }

  /** Where it stands. */
  public enum Progress {
    WAITING,
    CHECKING,
    DONE
  }

  /** How long a PIN waits for its message to be sent: {@code docs/ledger.md}, intake. */
  public static final Duration PATIENCE_BEFORE_SENT = Duration.ofSeconds(8);

  /** How long a PIN waits for a provider that cannot be reached. */
  static final Duration PATIENCE_WITH_PROVIDER = Duration.ofSeconds(15);

  /** How long a cancel waits for its verification. */
  static final Duration PATIENCE_OF_CANCEL = Duration.ofMinutes(17);

  private static final Duration PACE = Duration.ofSeconds(1);

  /** Calls of one guess that may have been delivered, crashes included. */
  static final int MAX_CALLS = 2;

  @Id private UUID id;
  private UUID verificationId;
  private String clientId;

  @Enumerated(EnumType.STRING)
  private Kind kind;

  private byte @Nullable [] pinSealed;
  private byte @Nullable [] replyKeysSealed;
  private byte @Nullable [] proofSealed;

  @Enumerated(EnumType.STRING)
  private Progress status;

  private Instant recordedAt;
  private Instant createdAt;
  private @Nullable Instant dueAt;
  private @Nullable Instant notBefore;
  private @Nullable Instant leaseUntil;
  private boolean counted;
  private int calls;
  private int notSent;

  @Enumerated(EnumType.STRING)
  private @Nullable Verdict verdict;

  private @Nullable Instant retryAt;
  private @Nullable Instant endedAt;

  /** For JPA: rows are inserted by the batch statement of intake. */
  @SuppressWarnings("NullAway.Init")
  protected Submission() {}

  /**
   * The verdict that needs no call, if there is one by now.
   *
   * @param verification null when it is not there, or is another client's
   * @param providerAway whether no call is made at present
   * @param anotherIsChecked whether the guess of another may still be given back
   */
  public Optional<Verdict> verdictWithoutCall(
      @Nullable Verification verification,
      Instant now,
      boolean providerAway,
      boolean anotherIsChecked) {
    if (verification == null) {
      return hasWaited(PATIENCE_BEFORE_SENT, now)
          ? Optional.of(Verdict.NOT_SENT_YET)
          : Optional.empty();
    }
    return switch (verification.status()) {
      case REQUESTED, SENDING ->
          hasWaited(PATIENCE_BEFORE_SENT, now)
              ? Optional.of(Verdict.NOT_SENT_YET)
              : Optional.empty();
      case SENT -> verdictWhileSent(verification, now, providerAway, anotherIsChecked);
      case LOCKED -> Optional.of(Verdict.TOO_MANY_ATTEMPTS);
      case EXPIRED ->
          Optional.of(verification.expiresAt() == null ? Verdict.ENDED : Verdict.PIN_EXPIRED);
      case VERIFIED, CANCELED, REFUSED, FAILED -> Optional.of(Verdict.ENDED);
    };
  }

  private Optional<Verdict> verdictWhileSent(
      Verification verification, Instant now, boolean providerAway, boolean anotherIsChecked) {
    Instant expiresAt = verification.expiresAt();
    if (expiresAt != null && recordedAt.isAfter(expiresAt)) {
      return Optional.of(Verdict.PIN_EXPIRED);
    }
    if (!counted && !anotherIsChecked && verification.state().attemptsRemaining() == 0) {
      return Optional.of(Verdict.TOO_MANY_ATTEMPTS);
    }
    boolean late = expiresAt != null && now.isAfter(expiresAt);
    boolean withoutLuck = providerAway || notSent > 0 || counted;
    if (withoutLuck && (late || hasWaited(PATIENCE_WITH_PROVIDER, now))) {
      return Optional.of(counted ? Verdict.VERIFY_OUTCOME_UNKNOWN : Verdict.PROVIDER_UNAVAILABLE);
    }
    return Optional.empty();
  }

  private boolean hasWaited(Duration patience, Instant now) {
    return !now.isBefore(createdAt.plus(patience));
  }

  /**
   * It still waits. A guess before its message is looked at again when that is sent, at the latest
   * at the end of its patience; the rest at a steady pace.
   */
  public void keepWaiting(boolean callMayStart, Instant now) {
    Instant end = createdAt.plus(PATIENCE_BEFORE_SENT);
    boolean forItsMessage = kind == Kind.GUESS && !callMayStart && end.isAfter(now);
    dueAt = forItsMessage ? end : now.plus(PACE);
  }

  /** The end: the PIN is erased with it. */
  public void answer(Verdict result, @Nullable Instant tryAgainAt, Instant now) {
    verdict = result;
    retryAt = tryAgainAt;
    end(now);
  }

  /** A cancel took effect, or nothing is left to cancel. */
  public void end(Instant now) {
    status = Progress.DONE;
    endedAt = now;
    pinSealed = null;
    if (proofSealed == null) {
      replyKeysSealed = null;
    }
    dueAt = null;
    leaseUntil = null;
  }

  /**
   * The proof that its PIN was right, to be kept with the verdict for those who repeat it.
   *
   * @param sealed null when none was asked for
   */
  public void prove(byte @Nullable [] sealed) {
    proofSealed = sealed == null ? null : sealed.clone();
  }

  /** Who has asked for the proof, those included who repeated it while it was open. */
  public void replyTo(byte @Nullable [] sealedKeys) {
    replyKeysSealed = sealedKeys == null ? null : sealedKeys.clone();
  }

  /** The call surely reached nobody: its guess is given back, unless another call did; it waits. */
  public void waitForProvider(Instant due) {
    calls--;
    counted = calls > 0;
    notSent++;
    wait(due);
  }

  /** The call's outcome is unknown, but another call is allowed. */
  public void callAgain(Instant due) {
    wait(due);
  }

  private void wait(Instant due) {
    status = Progress.WAITING;
    leaseUntil = null;
    notBefore = due;
    dueAt = due;
  }

  /** Whether this call of it is the one that runs. */
  public boolean isMaking(int call) {
    return status == Progress.CHECKING && calls == call;
  }

  /** Whether its guess was used up, for the provider was asked about it. */
  public boolean isCounted() {
    return counted;
  }

  /** Whether one more call may be delivered. */
  public boolean mayCallAgain() {
    return calls < MAX_CALLS;
  }

  /** Whether this is the verification's own client. */
  public boolean isOf(Verification verification) {
    return clientId.equals(verification.clientId());
  }

  /** Whether a cancel has waited long enough for its verification. */
  public boolean hasWaitedInVain(Instant now) {
    return hasWaited(PATIENCE_OF_CANCEL, now);
  }

  public UUID id() {
    return id;
  }

  public UUID verificationId() {
    return verificationId;
  }

  public String clientId() {
    return clientId;
  }

  public Kind kind() {
    return kind;
  }

  public Progress status() {
    return status;
  }

  /** The sealed PIN; null once it has its verdict, and for cancels. */
  public byte @Nullable [] sealedPin() {
    return pinSealed == null ? null : pinSealed.clone();
  }

  /** The sealed reply keys; null when nobody asked for a proof, or not any more. */
  public byte @Nullable [] sealedReplyKeys() {
    return replyKeysSealed == null ? null : replyKeysSealed.clone();
  }

  /** The sealed proof; null when there is none, or not any more. */
  public byte @Nullable [] sealedProof() {
    return proofSealed == null ? null : proofSealed.clone();
  }

  /** Tries so far that surely reached nobody. */
  public int notSent() {
    return notSent;
  }

  /** What became of it; null while it is open, and for cancels. */
  public @Nullable Verdict verdict() {
    return verdict;
  }

  /** When another try makes sense; null if nothing is known. */
  public @Nullable Instant retryAt() {
    return retryAt;
  }

  @Override
  public String toString() {
    return "Submission[" + id + " " + kind + " " + status + "]";
  }
}
