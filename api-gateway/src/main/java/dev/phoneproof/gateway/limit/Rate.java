package dev.phoneproof.gateway.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * So many within a time, written {@code 60/1h}. Whoever was quiet for that long may use them all at
 * once; they come back one by one, evenly over the time.
 *
 * @param count at least one
 * @param per longer than nothing
 */
public record Rate(int count, Duration per) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})/([0-9]{1,6}(?:s|m|h|d))");

  /**
   * Reads the written form; Spring calls it for settings.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static Rate valueOf(String text) {
    Matcher rate = FORM.matcher(text.strip());
    if (!rate.matches()) {
      throw new IllegalArgumentException("not of the form 60/1h");
    }
    return new Rate(Integer.parseInt(rate.group(1)), DurationStyle.SIMPLE.parse(rate.group(2)));
  }

  /** A bucket from which nothing has been taken yet. */
  Bucket fullBucket(TimeMeter time) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(count).refillGreedy(count, per))
        .withCustomTimePrecision(time)
        .build();
  }
}
