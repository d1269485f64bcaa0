package dev.phoneproof.gateway.settings;

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
}
