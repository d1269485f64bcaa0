package dev.phoneproof.simulator.twofactor;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit as Infobip writes it: {@code {attempts}/{timeLength}{timeUnit}}.
 *
 * @param text as given, for that is what the API answers
 */
public record RateLimit(String text, int attempts, Duration window) {
  private static final Pattern FORMAT = Pattern.compile("([0-9]{1,9})/([0-9a-z]+)");

  /**
   * Reads Infobip's notation.
   *
   * @throws IllegalArgumentException when it is not such a limit
   */
  public static RateLimit parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must look like 3/1d (attempts/time)");
    }
    int attempts = Integer.parseInt(matcher.group(1));
    if (attempts == 0) {
      throw new IllegalArgumentException("must allow at least one attempt");
    }
    return new RateLimit(text, attempts, TimeSpan.parse(matcher.group(2)).duration());
  }

  /** A limit of so many a second. */
  public static RateLimit perSecond(int attempts) {
    return parse(attempts + "/1s");
  }
}
