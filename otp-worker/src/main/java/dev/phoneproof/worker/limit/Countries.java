package dev.phoneproof.worker.limit;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.phoneproof.worker.verification.Msisdn;
import java.util.Objects;

/** In which country a number is: +1, +7 and +44 belong to several. */
public final class Countries {

  /** Not of any country, as libphonenumber says it. */
  private static final String NONE = "ZZ";

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private Countries() {}

  /** ISO 3166; {@code 001} for a number of the world, {@code ZZ} when it is in no country. */
  public static String of(Msisdn number) {
    try {
      String region = NUMBERS.getRegionCodeForNumber(NUMBERS.parse(number.e164(), null));
      return Objects.requireNonNullElse(region, NONE);
    } catch (NumberParseException e) {
      return NONE;
    }
  }
}
