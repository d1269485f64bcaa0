package dev.phoneproof.events;

import java.util.Locale;

/** Why a verification ended as it did. In JSON in lower case. */
public enum Reason {
  NOT_ALLOWED,
  NOT_DELIVERABLE,
  /** A limit is reached: {@code retryAt} of the state says when it makes sense again. */
  TRY_LATER,
  NOT_SENT_IN_TIME,
  PIN_EXPIRED,
  /** Only in a gateway's view: the worker has been silent for too long. */
  NO_ANSWER,
  SEND_OUTCOME_UNKNOWN,
  PROVIDER_UNAVAILABLE,
  UNPROCESSABLE,
  TOO_MANY_ATTEMPTS,
  CANCELED;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
