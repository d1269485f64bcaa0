package dev.phoneproof.worker.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.phoneproof.worker.verification.Msisdn;

/** A number as operators see it: {@code +385 •• ••• 4567}. */
final class MaskedNumber {

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final int MOST_SHOWN = 4;
  private static final String BULLET = "\u2022";

  private MaskedNumber() {}

  /** Shows the country code and the last digits, at most half of the others. */
  static String of(Msisdn number) {
    try {
      PhoneNumber parsed = NUMBERS.parse(number.e164(), null);
      String national = NUMBERS.format(parsed, PhoneNumberFormat.INTERNATIONAL);
      String country = "+" + parsed.getCountryCode();
      return country + hideAllButTheLast(national.substring(country.length()));
    } catch (NumberParseException e) {
      return "+" + hideAllButTheLast(number.digits());
    }
  }

  private static String hideAllButTheLast(String text) {
    String spaced = text.replaceAll("[^0-9]+", " ");
    int digits = spaced.replace(" ", "").length();
    int hidden = digits - Math.min(MOST_SHOWN, digits / 2);
    StringBuilder masked = new StringBuilder();
    for (char c : spaced.toCharArray()) {
      boolean hide = c != ' ' && hidden-- > 0;
      masked.append(hide ? BULLET : c);
    }
    return masked.toString();
  }
}
