package dev.phoneproof.simulator.twofactor;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period as Infobip writes it: {@code {timeLength}{timeUnit}}, the length optional and 1 by
 * default.
 *
 * @param text as given, for that is what the API answers
 */
public record TimeSpan(String text, Duration duration) {
  static final Duration YEAR = Duration.ofDays(365);

  private static final Pattern FORMAT = Pattern.compile("([0-9]{0,12})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  /**
   * Reads Infobip's notation.
   *
   * @throws IllegalArgumentException when it is not such a period, is zero or longer than a year
   */
  public static TimeSpan parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must look like 15m (units ms, s, m, h, d)");
    }
    long length = matcher.group(1).isEmpty() ? 1 : Long.parseLong(matcher.group(1));
    Duration duration = UNITS.getOrDefault(matcher.group(2), YEAR).multipliedBy(length);
    if (duration.isZero() || duration.compareTo(YEAR) > 0) {
      throw new IllegalArgumentException("must be more than zero and at most a year");
    }
    return new TimeSpan(text, duration);
  }
}
