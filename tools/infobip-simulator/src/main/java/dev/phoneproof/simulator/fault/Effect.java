package dev.phoneproof.simulator.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a fault does. */
public sealed interface Effect {

  /** Takes the place of the service's own answer. */
  sealed interface Replacement extends Effect {
    Acceptance acceptance();
  }

  /** The call takes this long, then goes on. */
  record Latency(Duration min, Duration max) implements Effect {
    public Latency {
      if (min.isNegative() || max.compareTo(min) < 0 || max.compareTo(Duration.ofMinutes(10)) > 0) {
        throw new IllegalArgumentException(
            "latency must be 0 ms to 600000 ms, the most not below the least");
      }
    }
  }

  /** 429 with {@code Retry-After: 1} for what exceeds so many calls a second. */
  record PerSecond(int calls) implements Effect {
    public PerSecond {
      if (calls < 1 || calls > 1_000_000) {
        throw new IllegalArgumentException("calls must be 1 to 1000000");
      }
    }
  }

  /** 200 with {@code MESSAGE_NOT_SENT}; no message goes out. */
  record NotSent() implements Effect {}

  /** 200 with {@code NC_DESTINATION_NOT_REACHABLE}; no message goes out. */
  record NotReachable() implements Effect {}

  /**
   * A status with Infobip's error body.
   *
   * @param messageId null for the one that belongs to the status
   * @param text null for a text that names the simulator
   * @param retryAfterSeconds null for no such header
   * @param body sent as it is instead of the error body; null for the error body
   */
  record Status(
      int status,
      @Nullable String messageId,
      @Nullable String text,
      @Nullable Integer retryAfterSeconds,
      @Nullable String body,
      Acceptance acceptance)
      implements Replacement {
    public Status {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("status must be 200 to 599");
      }
      if (status < 400 && body == null) {
        throw new IllegalArgumentException("a status below 400 needs a body");
      }
      if (retryAfterSeconds != null && (retryAfterSeconds < 0 || retryAfterSeconds > 86_400)) {
        throw new IllegalArgumentException("retryAfterSeconds must be 0 to 86400");
      }
    }
  }

  /** The connection stays open and silent, then closes. */
  record Timeout(Duration silence, Acceptance acceptance) implements Replacement {
    public static final Duration DEFAULT_SILENCE = Duration.ofMinutes(2);

    public Timeout {
      if (!silence.isPositive() || silence.compareTo(Duration.ofMinutes(10)) > 0) {
        throw new IllegalArgumentException("seconds must be 1 to 600");
      }
    }
  }

  /** A TCP reset. */
  record Reset(Acceptance acceptance) implements Replacement {}

  /** 200 with JSON that breaks off. */
  record Malformed(Acceptance acceptance) implements Replacement {}

  /** 200 without a body. */
  record Empty(Acceptance acceptance) implements Replacement {}

  static Effect latency(Duration fixed) {
    return new Latency(fixed, fixed);
  }

  static Effect latency(Duration min, Duration max) {
    return new Latency(min, max);
  }

  static Effect status(int status) {
    return new Status(status, null, null, null, null, Acceptance.BEFORE);
  }

  /** The work is done, and the answer is this status all the same. */
  static Effect statusAfterAcceptance(int status) {
    return new Status(status, null, null, null, null, Acceptance.AFTER);
  }

  static Effect throttled(int retryAfterSeconds) {
    return new Status(429, null, null, retryAfterSeconds, null, Acceptance.BEFORE);
  }

  static Effect timeout(Acceptance acceptance) {
    return new Timeout(Timeout.DEFAULT_SILENCE, acceptance);
  }

  static Effect reset(Acceptance acceptance) {
    return new Reset(acceptance);
  }

  static Effect malformed() {
    return new Malformed(Acceptance.AFTER);
  }

  static Effect empty() {
    return new Empty(Acceptance.AFTER);
  }

  static Effect notSent() {
    return new NotSent();
  }

  static Effect notReachable() {
    return new NotReachable();
  }

  static Effect perSecond(int calls) {
    return new PerSecond(calls);
  }
}
