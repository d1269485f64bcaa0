package dev.phoneproof.simulator.twofactor;

import java.time.Duration;

/** The end of a call: done, or refused with what Infobip's error body says. */
public sealed interface Outcome<T> {

  /** What the call answers with success. */
  record Done<T>(T value) implements Outcome<T> {}

  /**
   * What the call answers when it does nothing.
   *
   * @param retryAfter zero when the answer carries no {@code Retry-After}
   */
  record Refused<T>(int status, String messageId, String text, Duration retryAfter)
      implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> badRequest(String text) {
    return new Refused<>(400, "BAD_REQUEST", text, Duration.ZERO);
  }

  static <T> Outcome<T> forbidden(String text) {
    return new Refused<>(403, "FORBIDDEN", text, Duration.ZERO);
  }

  static <T> Outcome<T> notFound(String text) {
    return new Refused<>(404, "NOT_FOUND", text, Duration.ZERO);
  }

  static <T> Outcome<T> tooMany(String limit, Duration retryAfter) {
    return new Refused<>(429, "TOO_MANY_REQUESTS", "Too many requests: " + limit, retryAfter);
  }
}
