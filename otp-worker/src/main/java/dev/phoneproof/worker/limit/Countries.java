package dev.phoneproof.worker.limit;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.phoneproof.worker.verification.Msisdn;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** In which country a number is: +1, +7 and +44 belong to several. */
@Component
public final class Countries {

  /** Not of any country, as libphonenumber says it. */
  private static final String NONE = "ZZ";

  private final PhoneNumberUtil library;

  /** Loads what the library knows of all countries. */
  @Autowired
  public Countries() {
    this(PhoneNumberUtil.getInstance());
  }

  Countries(PhoneNumberUtil library) {
    this.library = library;
    loadAll();
  }

  /**
   * The library reads each country's file when it is first needed. No record may do that: it would
   * hold a lock of the jar on a virtual thread, for which classes that are being loaded wait.
   */
  private void loadAll() {
    library.getSupportedRegions().forEach(library::getExampleNumber);
    library
        .getSupportedGlobalNetworkCallingCodes()
        .forEach(library::getExampleNumberForNonGeoEntity);
  }

  /** ISO 3166; {@code 001} for a number of the world, {@code ZZ} when it is in no country. */
  public String of(Msisdn number) {
    try {
      String region = library.getRegionCodeForNumber(library.parse(number.e164(), null));
      return Objects.requireNonNullElse(region, NONE);
    } catch (NumberParseException e) {
      return NONE;
    }
  }
}
