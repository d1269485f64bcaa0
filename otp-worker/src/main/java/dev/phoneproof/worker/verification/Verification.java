package dev.phoneproof.worker.verification;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.VerificationState;
import dev.phoneproof.events.VerificationState.Times;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One verification, guarding its own transitions. Whoever changes it holds its row's lock, which
 * guards its sends and submissions too. Claims and the published revision are written by plain SQL
 * and are not mapped here. Times are PostgreSQL's.
 */
@Entity
@Table(name = "verification")
public class Verification {

  /**
   * A submission counts by its time in Kafka, so those recorded in time get this long to arrive
   * before time alone ends the verification. With the time that a worker takes to read after its
   * own start (expiry.Expiry) it has to stay below the ten seconds in which an end is in time.
   */
  static final Duration LAST_SUBMISSION_GRACE = Duration.ofSeconds(3);

  @Id private UUID id;
  private String clientId;

  /** Written by intake and re-encryption alone. */
  @Column(updatable = false)
  private byte @Nullable [] numberSealed;

  private String purpose;

  @Enumerated(EnumType.STRING)
  private Channel channel;

  @Enumerated(EnumType.STRING)
  private Status status;

  @Enumerated(EnumType.STRING)
  private @Nullable Reason reason;

  private int revision;
  private Instant changedAt;
  private Instant sendBy;
  private @Nullable Instant sendDueAt;
  private int notSent;
  private int repeats;
  private boolean accountRefused;
  private @Nullable Instant expiresAt;
  private @Nullable Instant resendAt;
  private @Nullable Instant voiceAt;

  private @Nullable Instant retryAt;

  private int resends;
  private @Nullable Instant endsAt;
  private @Nullable String pinId;
  private int guesses;

  /** For JPA: rows are inserted by the batch statement of intake. */
  @SuppressWarnings("NullAway.Init")
  protected Verification() {}

  /** The provider has accepted the first message; the PIN lives from the start of that call. */
  public void sent(
      String newPinId, Channel by, Instant startedAt, Instant now, VerificationPolicy policy) {
    require(Status.SENDING);
    pinId = newPinId;
    channel = by;
    expiresAt = startedAt.plus(policy.pinLifetime());
    resendAt = now.plus(policy.resendCooldown());
    voiceAt = now.plus(policy.voiceAfter());
    sendDueAt = null;
    move(Status.SENT, null, now);
    endsAt = expiresAt.plus(LAST_SUBMISSION_GRACE);
  }

  /** The same PIN went out again, or may have; its life does not move. */
  public void resent(Channel by, Instant now, VerificationPolicy policy) {
    require(Status.SENT);
    channel = by;
    resends++;
    resendAt = now.plus(policy.cooldownAfterResend());
    change(now);
  }

  /** A resend that was asked for will not happen: whoever waits for it hears so. */
  public void resendDropped(Instant now) {
    require(Status.SENT);
    change(now);
  }

  /**
   * A limit is reached: this PIN does not go out again, by no channel.
   *
   * @param tryAgainAt when the limit is over
   */
  public void resendRefused(@Nullable Instant tryAgainAt, Instant now) {
    require(Status.SENT);
    resendAt = null;
    voiceAt = null;
    retryAt = tryAgainAt;
    change(now);
  }

  /** Surely not sent: the next try may start at the given time, if that is still in time. */
  public void sendLater(Instant due, boolean refusedAccount) {
    require(Status.SENDING);
    notSent++;
    accountRefused = refusedAccount;
    sendDueAt = due;
  }

  /** The look-ups found no send: try once more at once. */
  public void repeatSend(Instant now) {
    require(Status.SENDING);
    repeats++;
    sendDueAt = now;
  }

  /** The provider will not send to this number. */
  public void refused(Reason why, Instant now) {
    move(Status.REFUSED, why, now);
  }

  /** It cannot be said, or not be helped. */
  public void failed(Reason why, Instant now) {
    move(Status.FAILED, why, now);
  }

  /** The right PIN was typed. */
  public void verified(Instant now) {
    require(Status.SENT);
    move(Status.VERIFIED, null, now);
  }

  /** A wrong PIN was typed; the guess was counted when it was claimed. */
  public void wrongPin(Instant now) {
    require(Status.SENT);
    if (guesses >= VerificationPolicy.MAX_GUESSES) {
      locked(now);
    } else {
      change(now);
    }
  }

  /** Nobody knows whether the PIN was right: the guess is used up all the same. */
  public void guessLost(Instant now) {
    require(Status.SENT);
    change(now);
  }

  /** No guess is left. */
  public void locked(Instant now) {
    require(Status.SENT);
    move(Status.LOCKED, Reason.TOO_MANY_ATTEMPTS, now);
  }

  /** A guess that surely reached nobody is not counted. */
  public void giveGuessBack() {
    guesses--;
  }

  /** The PIN's life is over. */
  public void pinExpired(Instant now) {
    require(Status.SENT);
    move(Status.EXPIRED, Reason.PIN_EXPIRED, now);
  }

  /** Nothing was sent in time. */
  public void neverSent(Instant now) {
    if (accountRefused) {
      move(Status.FAILED, Reason.PROVIDER_UNAVAILABLE, now);
    } else {
      move(Status.EXPIRED, Reason.NOT_SENT_IN_TIME, now);
    }
  }

  /** Ends it on its owner's wish, unless it has ended already. */
  public void cancel(Instant now) {
    if (!status.isFinal()) {
      move(Status.CANCELED, Reason.CANCELED, now);
    }
  }

  private void require(Status expected) {
    if (status != expected) {
      throw new IllegalStateException(id + " is " + status + ", not " + expected);
    }
  }

  private void move(Status next, @Nullable Reason why, Instant now) {
    if (status.isFinal()) {
      throw new IllegalStateException(id + " is " + status + " and cannot become " + next);
    }
    status = next;
    reason = why;
    change(now);
    if (next.isFinal()) {
      sendDueAt = null;
      resendAt = null;
      voiceAt = null;
      retryAt = null;
      endsAt = null;
      pinId = null;
    }
  }

  private void change(Instant now) {
    revision++;
    changedAt = now;
  }

  /** What the world may know. */
  public VerificationState state() {
    return new VerificationState(
        id,
        status,
        reason,
        expiresAt == null ? null : "pending",
        channel,
        purpose,
        status == Status.LOCKED ? 0 : Math.max(0, VerificationPolicy.MAX_GUESSES - guesses),
        new Times(sendBy, expiresAt, resendAt, voiceAt, retryAt),
        revision);
  }

  public UUID id() {
    return id;
  }

  public String clientId() {
    return clientId;
  }

  public Status status() {
    return status;
  }

  /** Why it ended; null where there is no reason. */
  public @Nullable Reason reason() {
    return reason;
  }

  public int revision() {
    return revision;
  }

  /** Nothing is sent after it. */
  public Instant sendBy() {
    return sendBy;
  }

  /** The PIN's end; null before it was sent. */
  public @Nullable Instant expiresAt() {
    return expiresAt;
  }

  /** From when a resend is allowed; null when none is. */
  public @Nullable Instant resendAt() {
    return resendAt;
  }

  /** Infobip's id of the PIN; null before it was sent and after the end. */
  public @Nullable String pinId() {
    return pinId;
  }

  /** The sealed number; null when the request was unreadable. */
  public byte @Nullable [] sealedNumber() {
    return numberSealed == null ? null : numberSealed.clone();
  }

  /** Tries so far that surely reached nobody. */
  public int notSent() {
    return notSent;
  }

  /** Sends repeated so far after look-ups that found nothing. */
  public int repeats() {
    return repeats;
  }

  @Override
  public String toString() {
    return "Verification[" + id + " " + status + " " + revision + "]";
  }
}
