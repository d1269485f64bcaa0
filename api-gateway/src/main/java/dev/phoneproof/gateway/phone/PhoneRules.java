package dev.phoneproof.gateway.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.gateway.phone.NumberCheck.Accepted;
import dev.phoneproof.gateway.phone.NumberCheck.Refused;
import dev.phoneproof.gateway.phone.NumberCheck.Why;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Which numbers are taken: those that can be a mobile number of a country that is served, in E.164
 * or in national form.
 */
@Component
public final class PhoneRules {

  /** Digits of any script and what people put between them; no letters, so no extensions. */
  private static final Pattern TYPED =
      Pattern.compile("[+\\uff0b]?[\\p{Nd}\\p{Zs}()./\\p{Pd}]{1,39}");

  private final PhoneNumberUtil library;
  private final Set<String> allowed;

  /** Loads what the library knows of all countries. */
  @Autowired
  public PhoneRules(CountrySettings countries) {
    this(countries, PhoneNumberUtil.getInstance());
  }

  PhoneRules(CountrySettings countries, PhoneNumberUtil library) {
    this.library = library;
    this.allowed = countries.allowed();
    loadAllCountries();
  }

  /**
   * The library reads each country's file when it is first needed. No call may do that: it would
   * hold a lock of the jar on a virtual thread, for which classes that are being loaded wait.
   */
  private void loadAllCountries() {
    library.getSupportedRegions().forEach(library::getExampleNumber);
    library
        .getSupportedGlobalNetworkCallingCodes()
        .forEach(library::getExampleNumberForNonGeoEntity);
  }

  /** Whether this is a country's ISO 3166 code, in either case, that has telephone numbers. */
  public boolean isCountry(String code) {
    return library.getSupportedRegions().contains(code.toUpperCase(Locale.ROOT));
  }

  /**
   * Looks at a number as somebody typed it.
   *
   * @param country ISO 3166 code for a number in national form; ignored when the number itself
   *     names a country
   */
  public NumberCheck check(String typed, @Nullable String country) {
    String text = typed.strip();
    if (!TYPED.matcher(text).matches()) {
      return new Refused(Why.NOT_A_NUMBER);
    }
    boolean international = text.startsWith("+") || text.startsWith("\uff0b");
    if (!international && country == null) {
      return new Refused(Why.COUNTRY_MISSING);
    }
    try {
      String region = country == null ? null : country.toUpperCase(Locale.ROOT);
      return judge(library.parse(text, region));
    } catch (NumberParseException e) {
      return new Refused(
          switch (e.getErrorType()) {
            case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> Why.TOO_SHORT;
            case TOO_LONG -> Why.TOO_LONG;
            case INVALID_COUNTRY_CODE, NOT_A_NUMBER -> Why.NOT_A_NUMBER;
          });
    }
  }

  /** An accepted number as it may be shown, for example {@code +385 •• ••• 4567}. */
  public String mask(String e164) {
    try {
      Phonenumber.PhoneNumber number = library.parse(e164, null);
      return PhoneMask.of(
          number.getCountryCode(), library.format(number, PhoneNumberFormat.INTERNATIONAL));
    } catch (NumberParseException e) {
      throw new IllegalArgumentException("not an accepted number");
    }
  }

  private NumberCheck judge(Phonenumber.PhoneNumber number) {
    ValidationResult possible = library.isPossibleNumberWithReason(number);
    Why why =
        switch (possible) {
          case IS_POSSIBLE -> problem(number);
          case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY -> Why.TOO_SHORT;
          case TOO_LONG -> Why.TOO_LONG;
          case INVALID_LENGTH -> Why.NOT_IN_USE;
          case INVALID_COUNTRY_CODE -> Why.NOT_A_NUMBER;
        };
    if (why != null) {
      return new Refused(why);
    }
    try {
      return new Accepted(PhoneNumber.plain(library.format(number, PhoneNumberFormat.E164)));
    } catch (IllegalArgumentException e) {
      // A few islands have numbers of fewer than seven digits: no way for a PIN to get there.
      return new Refused(Why.NOT_IN_USE);
    }
  }

  private @Nullable Why problem(Phonenumber.PhoneNumber number) {
    return switch (library.getNumberType(number)) {
      case MOBILE, FIXED_LINE_OR_MOBILE -> isServed(number) ? null : Why.COUNTRY_NOT_ALLOWED;
      case FIXED_LINE -> Why.LANDLINE;
      case PREMIUM_RATE -> Why.PREMIUM;
      case TOLL_FREE, SHARED_COST, VOIP, PERSONAL_NUMBER, PAGER, UAN, VOICEMAIL -> Why.OTHER_TYPE;
      case UNKNOWN -> Why.NOT_IN_USE;
    };
  }

  /**
   * By the number's own country, not by its calling code, which several may share. Satellites and
   * global networks (+870, +881, +882, +883) have no country, so no setting can let them in.
   */
  private boolean isServed(Phonenumber.PhoneNumber number) {
    String country = library.getRegionCodeForNumber(number);
    return country != null && allowed.contains(country);
  }
}
