package dev.phoneproof.worker.settings;

import java.time.Duration;

/** A setting that is missing or wrong. Its message names the setting and never repeats a value. */
public final class RefusedSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Refuses a setting.
   *
   * @param setting its name in the environment
   * @param why what is wrong, without the value
   */
  public RefusedSettingException(String setting, String why) {
    super(setting + " " + why);
  }

  /** Refuses a duration outside its bounds, both included. */
  public static void unlessWithin(String setting, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new RefusedSettingException(
          setting, "must be from " + text(least) + " to " + text(most));
    }
  }

  /** As settings are written: 14m, 10s, 500ms. */
  private static String text(Duration duration) {
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toSecondsPart() == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
  }

  /** Refuses a number outside its bounds, both included. */
  public static void unlessWithin(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw new RefusedSettingException(setting, "must be from " + least + " to " + most);
    }
  }
}
