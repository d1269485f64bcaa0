package dev.phoneproof.events;

import java.util.Locale;

/** How the PIN travels. In JSON in lower case. */
public enum Channel {
  SMS,
  VOICE;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
