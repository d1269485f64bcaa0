package dev.phoneproof.worker.verification;

import dev.phoneproof.events.Channel;
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
 * One call that asks the provider to send. Open while the call may run or a look-up is owed; one
 * open send for a number at a time.
 */
@Entity
@Table(name = "send")
public class Send {

  /** Why it was made. */
  public enum Kind {
    FIRST,
    RESEND
  }

  /** Where it stands. */
  public enum Progress {
    /** A resend that could not start yet. */
    WAITING,
    CALLING,
    LOOKING_UP,
    DONE
  }

  /** What came of it. */
  public enum Outcome {
    SENT,
    REFUSED,
    THROTTLED,
    NOT_SENT,
    UNKNOWN,
    /** Uncertain, but two look-ups found nothing. */
    NOT_FOUND,
    DROPPED
  }

  /** Of a resend: it was asked for in the cooldown, or while nothing was there to send again. */
  public static final String TOO_EARLY = "too_early";

  @Id private UUID id;
  private UUID verificationId;
  private byte[] numberHash;

  @Enumerated(EnumType.STRING)
  private Kind kind;

  @Enumerated(EnumType.STRING)
  private Channel channel;

  @Enumerated(EnumType.STRING)
  private Progress status;

  @Enumerated(EnumType.STRING)
  private @Nullable Outcome outcome;

  private Instant createdAt;
  private @Nullable Instant dueAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Instant leaseUntil;
  private int emptyLookUps;

  /** Written by intake alone. */
  @Column(updatable = false)
  private @Nullable String refusedBy;

  /** Written by intake alone. */
  @Column(updatable = false)
  private @Nullable Instant retryAt;

  /** For JPA: rows are inserted by statements of intake and claim. */
  @SuppressWarnings("NullAway.Init")
  protected Send() {}

  /** A waiting resend's call begins. */
  public void start(Instant now, Duration lease) {
    status = Progress.CALLING;
    dueAt = null;
    startedAt = now;
    leaseUntil = now.plus(lease);
  }

  /** A resend cannot start, or surely reached nobody: try at the given time. */
  public void waitUntil(Instant due) {
    status = Progress.WAITING;
    leaseUntil = null;
    dueAt = due;
  }

  /** The call's outcome is known, or will never be asked for again. */
  public void end(Outcome result, Instant now) {
    status = Progress.DONE;
    outcome = result;
    endedAt = now;
    dueAt = null;
    leaseUntil = null;
  }

  /** It may have been sent: look at the given time. */
  public void lookUpAt(Instant due) {
    status = Progress.LOOKING_UP;
    outcome = Outcome.UNKNOWN;
    leaseUntil = null;
    dueAt = due;
  }

  /** A look-up was answered and named no send of ours. */
  public void foundNothing() {
    emptyLookUps++;
  }

  /** Whether a result of its call still applies. */
  public boolean isOpen() {
    return status == Progress.CALLING || status == Progress.LOOKING_UP;
  }

  public UUID id() {
    return id;
  }

  public UUID verificationId() {
    return verificationId;
  }

  /** Keyed hash of its number. */
  public byte[] numberHash() {
    return numberHash.clone();
  }

  public Kind kind() {
    return kind;
  }

  public Channel channel() {
    return channel;
  }

  public Progress status() {
    return status;
  }

  /** When it was asked for. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When its call began; null while waiting. */
  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /** What kept a resend from happening when it was asked for: {@link #TOO_EARLY} or a limit. */
  public @Nullable String refusedBy() {
    return refusedBy;
  }

  /** When the limit that a resend met is over; null when it met none. */
  public @Nullable Instant retryAt() {
    return retryAt;
  }

  /** From the call's start to its end; null while one of them is missing. */
  public SentTimes.@Nullable Span span() {
    return startedAt == null || endedAt == null ? null : new SentTimes.Span(startedAt, endedAt);
  }

  /** Look-ups that were answered and named no send of ours. */
  public int emptyLookUps() {
    return emptyLookUps;
  }

  @Override
  public String toString() {
    return "Send[" + id + " " + kind + " " + status + "]";
  }
}
