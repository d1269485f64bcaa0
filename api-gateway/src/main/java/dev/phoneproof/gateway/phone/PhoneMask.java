package dev.phoneproof.gateway.phone;

/** A number as it may be shown to whoever looks over a shoulder. */
final class PhoneMask {

  private static final int MAX_SHOWN = 4;
  private static final char BULLET = '\u2022';

  private PhoneMask() {}

  /**
   * Hides all but the country code and the last digits, at most half of them.
   *
   * @param international for example {@code +385 91 234 4567}
   */
  static String of(int countryCode, String international) {
    String prefix = "+" + countryCode;
    String national = international.substring(prefix.length()).strip();
    long digits = national.chars().filter(Character::isDigit).count();
    long hidden = digits - Math.min(MAX_SHOWN, digits / 2);
    StringBuilder masked = new StringBuilder(prefix).append(' ');
    for (char c : national.toCharArray()) {
      if (!Character.isDigit(c)) {
        masked.append(' ');
      } else if (hidden > 0) {
        masked.append(BULLET);
        hidden--;
      } else {
        masked.append(c);
      }
    }
    return masked.toString().replaceAll(" {2,}", " ");
  }
}
