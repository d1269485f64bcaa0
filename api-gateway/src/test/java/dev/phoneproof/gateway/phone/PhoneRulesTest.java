package dev.phoneproof.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.metadata.init.ClassPathResourceMetadataLoader;
import dev.phoneproof.gateway.phone.NumberCheck.Accepted;
import dev.phoneproof.gateway.phone.NumberCheck.Refused;
import dev.phoneproof.gateway.phone.NumberCheck.Why;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneRulesTest {

  private final PhoneRules rules =
      new PhoneRules(new CountrySettings(List.of("HR"), List.of("*"), List.of()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +385 91 234 5678      |    | +385912345678
          +385912345678         | DE | +385912345678
          091 234 5678          | HR | +385912345678
          091/234-5678          | hr | +385912345678
          00385 91 234 5678     | HR | +385912345678
          +49 1512 3456789      |    | +4915123456789
          01512 3456789         | DE | +4915123456789
          +44 (0)7400 123456    |    | +447400123456
          07400 123456          | GB | +447400123456
          +1 201-555-0123       |    | +12015550123
          (201) 555-0123        | US | +12015550123
          +33 6 12 34 56 78     |    | +33612345678
          +39 312 345 6789      |    | +393123456789
          +34 612 34 56 78      |    | +34612345678
          +43 664 123456        |    | +43664123456
          +41 78 123 45 67      |    | +41781234567
          +386 31 234 567       |    | +38631234567
          +381 60 1234567       |    | +381601234567
          +387 61 123 456       |    | +38761123456
          +48 512 345 678       |    | +48512345678
          +46 70 123 45 67      |    | +46701234567
          +358 41 2345678       |    | +358412345678
          +91 81234 56789       |    | +918123456789
          +55 11 96123-4567     |    | +5511961234567
          +52 222 123 4567      |    | +522221234567
          +54 9 11 2345-6789    |    | +5491123456789
          +81 90-1234-5678      |    | +819012345678
          +86 131 2345 6789     |    | +8613123456789
          +61 412 345 678       |    | +61412345678
          +27 71 123 4567       |    | +27711234567
          +234 802 123 4567     |    | +2348021234567
          +971 50 123 4567      |    | +971501234567
          +65 8123 4567         |    | +6581234567
          ＋385912345678         |    | +385912345678
          +٣٨٥٩١٢٣٤٥٦٧٨         |    | +385912345678
          """)
  void takesMobileNumbers(String typed, @Nullable String country, String e164) {
    assertThat(rules.check(typed, country))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.number().plain()).contains(e164));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +385 1 2345 678          |    | LANDLINE
          +49 30 123456            |    | LANDLINE
          030 123456               | DE | LANDLINE
          +44 20 7946 0958         |    | LANDLINE
          +385 60 123 456          |    | PREMIUM
          +49 900 1 234567         |    | PREMIUM
          +1 900 234 5678          |    | PREMIUM
          +44 909 879 0123         |    | PREMIUM
          +1 800 234 5678          |    | OTHER_TYPE
          +385 800 123 456         |    | OTHER_TYPE
          +49 180 5 012345         |    | OTHER_TYPE
          +44 56 1234 5678         |    | OTHER_TYPE
          +44 70 1234 5678         |    | OTHER_TYPE
          +44 7640 123456          |    | OTHER_TYPE
          +44 55 1234 5678         |    | OTHER_TYPE
          +800 1234 5678           |    | OTHER_TYPE
          +385 91 23               |    | TOO_SHORT
          112                      | HR | TOO_SHORT
          +1 555 0123              |    | TOO_SHORT
          +385 91 234 5678 901     |    | TOO_LONG
          +385 91 234 5678 9012345 |    | TOO_LONG
          +1 201 555 01234         |    | TOO_LONG
          +1 000 000 0000          |    | NOT_IN_USE
          +33 0 00 00 00 00        |    | NOT_IN_USE
          +999 123 456 789         |    | NOT_A_NUMBER
          +0 91 234 5678           |    | NOT_A_NUMBER
          091 234 5678             |    | COUNTRY_MISSING
          00385912345678           |    | COUNTRY_MISSING
          """)
  void refusesOtherNumbersWithTheReason(String typed, @Nullable String country, Why why) {
    assertThat(rules.check(typed, country)).isEqualTo(new Refused(why));
  }

  @ParameterizedTest
  @CsvSource({
    "+12015550123, US",
    "+14165550123, CA",
    "+12505550123, CA",
    "+18095550123, DO",
    "+17875550123, PR",
    "+18765550123, JM",
    "+14413701234, BM",
    "+79161234567, RU",
    "+77011234567, KZ",
    "+77071234567, KZ",
    "+447400123456, GB",
    "+447781123456, GG",
    "+447839123456, GG",
    "+447911123456, GG",
    "+447797712345, JE",
    "+447509123456, JE",
    "+447924123456, GB",
    "+447624123456, IM",
    "+393123456789, IT",
    "+358412345678, FI"
  })
  void knowsTheCountryBehindASharedCode(String number, String country) {
    String others = "US,CA,DO,PR,JM,BM,RU,KZ,GB,GG,JE,IM,IT,VA,FI,AX";
    List<String> allButOne =
        Arrays.stream(others.split(",")).filter(other -> !other.equals(country)).toList();
    PhoneRules here = serving(List.of(country), List.of());
    PhoneRules elsewhere = serving(allButOne, List.of());
    assertThat(here.check(number, null)).isInstanceOf(Accepted.class);
    assertThat(elsewhere.check(number, null)).isEqualTo(new Refused(Why.COUNTRY_NOT_ALLOWED));
  }

  /** Here every country is served, and none of these numbers has one. */
  @ParameterizedTest
  @CsvSource({
    "+870 773 111 632, COUNTRY_NOT_ALLOWED",
    "+881 612 345 678, COUNTRY_NOT_ALLOWED",
    "+882 34 21234, COUNTRY_NOT_ALLOWED",
    "+882 16 123 456, OTHER_TYPE",
    "+883 510 012 345, OTHER_TYPE",
    "+878 10 1234567890, OTHER_TYPE",
    "+888 12345678901, OTHER_TYPE",
    "+800 1234 5678, OTHER_TYPE",
    "+808 1234 5678, OTHER_TYPE",
    "+979 123 456 789, PREMIUM",
    "+61 147 101 234, OTHER_TYPE"
  })
  void neverServesSatellitesAndNumbersWithoutACountry(String typed, Why why) {
    assertThat(rules.check(typed, null)).isEqualTo(new Refused(why));
  }

  @Test
  void servesHomeUnlessMoreIsSaid() {
    PhoneRules home = serving(List.of("HR"), List.of());
    assertThat(home.check("+385912345678", null)).isInstanceOf(Accepted.class);
    assertThat(home.check("+4915123456789", "HR")).isEqualTo(new Refused(Why.COUNTRY_NOT_ALLOWED));
  }

  @Test
  void servesAllButTheBlocked() {
    PhoneRules most =
        new PhoneRules(new CountrySettings(List.of("HR"), List.of("*"), List.of("ru")));
    assertThat(most.check("+77011234567", null)).isInstanceOf(Accepted.class);
    assertThat(most.check("+79161234567", null)).isEqualTo(new Refused(Why.COUNTRY_NOT_ALLOWED));
  }

  @Test
  void readsNothingMoreOnceItIsThere() {
    ClassPathResourceMetadataLoader files = new ClassPathResourceMetadataLoader();
    Set<String> read = ConcurrentHashMap.newKeySet();
    PhoneNumberUtil library =
        PhoneNumberUtil.createInstance(name -> {
          read.add(name);
          return files.loadMetadata(name);
        });
    PhoneRules loaded =
        new PhoneRules(new CountrySettings(List.of("HR"), List.of("*"), List.of()), library);
    int atFirst = read.size();

    assertThat(loaded.check("091 234 5678", "HR")).isInstanceOf(Accepted.class);
    assertThat(loaded.check("+4915123456789", null)).isInstanceOf(Accepted.class);
    assertThat(loaded.check("+870773111632", null)).isInstanceOf(Refused.class);
    assertThat(loaded.mask("+12015550123")).endsWith("0123");
    assertThat(read).hasSize(atFirst).hasSizeGreaterThan(200);
  }

  private static PhoneRules serving(List<String> home, List<String> allow) {
    return new PhoneRules(new CountrySettings(home, allow, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "+",
        "abc",
        "+385 91 234 5678 ext. 5",
        "+385912345678;ext=5",
        "+385912345678x5",
        "tel:+385912345678",
        "1-800-FLOWERS",
        "+385+912345678",
        "*100#",
        "+385912345678\u0000",
        "+385912345678\n+385912345679",
        "++385912345678",
        "+385912345678                              5"
      })
  void refusesWhatIsNoNumber(String typed) {
    assertThat(rules.check(typed, "HR")).isEqualTo(new Refused(Why.NOT_A_NUMBER));
  }

  @Test
  void readsAnEnormousTextNoFurtherThanItsLength() {
    assertThat(rules.check("+" + "1".repeat(10_000), null))
        .isEqualTo(new Refused(Why.NOT_A_NUMBER));
  }

  @Test
  void knowsCountries() {
    assertThat(rules.isCountry("HR")).isTrue();
    assertThat(rules.isCountry("hr")).isTrue();
    assertThat(rules.isCountry("XX")).isFalse();
    assertThat(rules.isCountry("UK")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +385912345678  | +385 •• ••• 5678
          +12015550123   | +1 ••• ••• 0123
          +4915123456789 | +49 •••• •••6789
          +33612345678   | +33 • •• •• 56 78
          +6581234567    | +65 •••• 4567
          """)
  void showsTheLastFourDigits(String e164, String masked) {
    assertThat(rules.mask(e164)).isEqualTo(masked);
  }

  @Test
  void showsAtMostHalfOfAShortNumber() {
    assertThat(PhoneMask.of(683, "+683 888 4012")).isEqualTo("+683 ••• •012");
    assertThat(PhoneMask.of(290, "+290 51234")).isEqualTo("+290 •••34");
  }

  @Test
  void keepsTheNumberOutOfItsText() {
    assertThat(rules.check("+385912345678", null).toString()).doesNotContain("912345678");
  }
}
