package dev.phoneproof.gateway.phone;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The countries to whose numbers messages go. Each costs what its networks ask, and messages to
 * expensive ones are a business: so nothing is allowed that nobody has named. Countries are ISO
 * 3166 codes, one for each country of a shared calling code: {@code US} is not {@code CA}.
 *
 * @param homeCountries where the service is at home; must be said
 * @param allow all countries that are served, {@code *} for every one; the home countries when
 *     empty
 * @param block taken out of them again
 */
@ConfigurationProperties("phoneproof.countries")
public record CountrySettings(
    @DefaultValue List<String> homeCountries,
    @DefaultValue List<String> allow,
    @DefaultValue List<String> block) {

  private static final String PREFIX = "PHONEPROOF_COUNTRIES_";
  private static final String EVERY = "*";
  private static final Set<String> COUNTRIES = PhoneNumberUtil.getInstance().getSupportedRegions();

  /** Refuses what nobody can have meant. */
  public CountrySettings {
    if (homeCountries.isEmpty()) {
      throw new RefusedSettingException(
          PREFIX + "HOME_COUNTRIES", "is missing: the countries that are served, such as HR,SI");
    }
    homeCountries = codes("HOME_COUNTRIES", homeCountries);
    allow = allow.equals(List.of(EVERY)) ? allow : codes("ALLOW", allow);
    block = codes("BLOCK", block);
    if (!allow.isEmpty() && !allow.contains(EVERY) && !allow.containsAll(homeCountries)) {
      throw new RefusedSettingException(PREFIX + "ALLOW", "leaves out a home country");
    }
    if (block.stream().anyMatch(new HashSet<>(homeCountries)::contains)) {
      throw new RefusedSettingException(PREFIX + "BLOCK", "has a home country");
    }
  }

  /** The policy in one set. */
  Set<String> allowed() {
    Set<String> allowed = new HashSet<>(allow.isEmpty() ? homeCountries : allow);
    if (allowed.remove(EVERY)) {
      allowed.addAll(COUNTRIES);
    }
    block.forEach(allowed::remove);
    return Set.copyOf(allowed);
  }

  private static List<String> codes(String setting, List<String> texts) {
    List<String> codes =
        texts.stream().map(text -> text.strip().toUpperCase(Locale.ROOT)).distinct().toList();
    if (!COUNTRIES.containsAll(codes)) {
      throw new RefusedSettingException(
          PREFIX + setting, "has something that is no country's ISO 3166 code");
    }
    return codes;
  }
}
