package dev.phoneproof.simulator.twofactor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One {@code pinId}: a PIN, whom it was sent to and how often it was guessed. */
final class PinSession {
  private final String pinId;
  private final Application application;
  private final Template template;
  private final String to;
  private final String pin;
  private final Instant createdAt;
  private final AtomicInteger verifyCalls = new AtomicInteger();
  private int guesses;
  private int wrong;
  private @Nullable Instant sentAt;
  private @Nullable Instant verifiedAt;

  PinSession(
      String pinId,
      Application application,
      Template template,
      String to,
      String pin,
      Instant createdAt) {
    this.pinId = pinId;
    this.application = application;
    this.template = template;
    this.to = to;
    this.pin = pin;
    this.createdAt = createdAt;
  }

  /**
   * Compares a guess. The order of the checks is an assumption: time first, then attempts, then a
   * PIN that may be used only once.
   */
  synchronized Verdict check(String guess, Limits limits, Instant now) {
    guesses++;
    if (expired(limits.pinTimeToLive().duration(), now)) {
      return Verdict.wrong("TTL_EXPIRED", remaining(limits));
    }
    boolean usedUp = verifiedAt != null && !limits.allowMultiplePinVerifications();
    if (remaining(limits) == 0 || usedUp) {
      return Verdict.wrong("NO_MORE_PIN_ATTEMPTS", 0);
    }
    if (!pin.equals(guess)) {
      wrong++;
      return Verdict.wrong("WRONG_PIN", remaining(limits));
    }
    verifiedAt = now;
    return Verdict.right();
  }

  /** What a guess came to. */
  record Verdict(boolean verified, int attemptsRemaining, @Nullable String pinError) {
    static Verdict wrong(String pinError, int attemptsRemaining) {
      return new Verdict(false, attemptsRemaining, pinError);
    }

    /** 0 attempts remain after success: so the example in the OpenAPI file. */
    static Verdict right() {
      return new Verdict(true, 0, null);
    }
  }

  boolean expired(Duration timeToLive, Instant now) {
    return !now.isBefore(createdAt.plus(timeToLive));
  }

  private int remaining(Limits limits) {
    return Math.max(0, limits.pinAttempts() - wrong);
  }

  /** Only the first send counts: a resend does not move {@code sentAt}. */
  synchronized void markSent(Instant now) {
    if (sentAt == null) {
      sentAt = now;
    }
  }

  synchronized @Nullable Instant sentAt() {
    return sentAt;
  }

  synchronized @Nullable Instant verifiedAt() {
    return verifiedAt;
  }

  synchronized int guesses() {
    return guesses;
  }

  AtomicInteger verifyCalls() {
    return verifyCalls;
  }

  String pinId() {
    return pinId;
  }

  Application application() {
    return application;
  }

  Template template() {
    return template;
  }

  String to() {
    return to;
  }

  String pin() {
    return pin;
  }

  @Override
  public String toString() {
    return "PinSession[redacted]";
  }
}
