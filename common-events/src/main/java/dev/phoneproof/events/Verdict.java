package dev.phoneproof.events;

import java.util.Locale;

/** What became of one submission. In JSON in lower case. */
public enum Verdict {
  VERIFIED,
  WRONG_PIN,
  NOT_SENT_YET,
  VERIFY_OUTCOME_UNKNOWN,
  PROVIDER_UNAVAILABLE,
  PIN_EXPIRED,
  TOO_MANY_ATTEMPTS,
  ENDED;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
