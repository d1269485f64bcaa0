package dev.phoneproof.gateway.verification;

import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the caller asks for in {@code Prefer} (RFC 7240). What is not understood is ignored.
 *
 * @param respondAsync not to wait for the result
 * @param patience how long to wait; empty when nothing was said
 */
record Preferences(boolean respondAsync, Optional<Duration> patience) {

  static final String HEADER = "Prefer";
  static final String APPLIED = "Preference-Applied";

  private static final int MAX_WAIT_SECONDS = 30;
  private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]{1,9})\"?");

  static Preferences of(Enumeration<String> headers) {
    boolean respondAsync = false;
    Optional<Duration> wait = Optional.empty();
    for (String header : Collections.list(headers)) {
      for (String part : header.split(",", -1)) {
        String preference = part.strip().toLowerCase(Locale.ROOT);
        Matcher waiting = WAIT.matcher(preference);
        if (preference.equals("respond-async")) {
          respondAsync = true;
        } else if (waiting.matches() && wait.isEmpty()) {
          int seconds = Math.min(MAX_WAIT_SECONDS, Integer.parseInt(waiting.group(1)));
          wait = Optional.of(Duration.ofSeconds(seconds));
        }
      }
    }
    return new Preferences(respondAsync, wait);
  }
}
