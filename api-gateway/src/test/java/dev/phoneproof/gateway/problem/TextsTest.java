package dev.phoneproof.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Verdict;
import dev.phoneproof.gateway.phone.NumberCheck.Why;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class TextsTest {

  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  @ParameterizedTest
  @ValueSource(strings = {"de", "hr"})
  void saysEverythingInEachLanguage(String language) {
    ResourceBundle english = ResourceBundle.getBundle(Texts.BUNDLES, Locale.ROOT, EXACT);
    ResourceBundle other = ResourceBundle.getBundle(Texts.BUNDLES, Locale.of(language), EXACT);
    assertThat(other.getLocale().getLanguage()).isEqualTo(language);
    for (String key : english.keySet()) {
      assertThat(other.getString(key)).as(key).isNotBlank().isNotEqualTo(english.getString(key));
    }
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void hasASentenceForEachCode(ProblemCode code) {
    boolean hasReasons =
        List.of(ProblemCode.INVALID_PHONE_NUMBER, ProblemCode.UNSUPPORTED_NUMBER_TYPE)
            .contains(code);
    Stream<String> keys =
        hasReasons
            ? Arrays.stream(Why.values())
                .filter(why -> why != Why.COUNTRY_NOT_ALLOWED)
                .filter(why -> isOfType(why) == (code == ProblemCode.UNSUPPORTED_NUMBER_TYPE))
                .map(why -> "." + why.name().toLowerCase(Locale.ROOT))
            : Stream.of("");
    ResourceBundle english = ResourceBundle.getBundle(Texts.BUNDLES, Locale.ROOT, EXACT);
    assertThat(keys.map(key -> "problem." + code.wireName() + key)).allMatch(english::containsKey);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOT_SENT_YET", "ENDED"})
  void hasASentenceForEachVerdict(Verdict verdict) {
    ResourceBundle english = ResourceBundle.getBundle(Texts.BUNDLES, Locale.ROOT, EXACT);
    assertThat(english.containsKey("verdict." + verdict.wireName())).isTrue();
  }

  @Test
  void takesTheFirstLanguageThatItSpeaks() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addPreferredLocale(Locale.ENGLISH);
    request.addPreferredLocale(Locale.of("hr", "HR"));
    request.addPreferredLocale(Locale.FRENCH);
    assertThat(Texts.language(request)).isEqualTo(Locale.of("hr"));
  }

  @ParameterizedTest
  @CsvSource({"hr-BA-x-one, hr", "de-AT, de", "en-GB, en", "tlh-x-two, en"})
  void speaksItsOwnLanguagesWhateverTheCountry(String asked, String spoken) {
    Texts texts = new Texts();
    String key = "problem.not_found";
    ResourceBundle expected = ResourceBundle.getBundle(Texts.BUNDLES, Locale.of(spoken), EXACT);
    assertThat(texts.text(key, Locale.forLanguageTag(asked))).isEqualTo(expected.getString(key));
  }

  private static boolean isOfType(Why why) {
    return why == Why.LANDLINE || why == Why.PREMIUM || why == Why.OTHER_TYPE;
  }
}
