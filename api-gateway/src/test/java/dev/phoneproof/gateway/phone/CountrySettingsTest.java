package dev.phoneproof.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountrySettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HR,si |           |       | HR,SI
          HR    | HR, DE    |       | HR,DE
          HR    | HR,DE,AT  | AT    | HR,DE
          """)
  void nameWhatIsServed(String home, @Nullable String allow, @Nullable String block, String all) {
    assertThat(settings(home, allow, block).allowed())
        .containsExactlyInAnyOrderElementsOf(list(all));
  }

  @Test
  void serveEveryCountryUponAStar() {
    assertThat(settings("HR", "*", "RU").allowed()).contains("HR", "KZ").doesNotContain("RU", "*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                  |        |    | PHONEPROOF_COUNTRIES_HOME_COUNTRIES is missing
          Croatia |        |    | PHONEPROOF_COUNTRIES_HOME_COUNTRIES has
          *       |        |    | PHONEPROOF_COUNTRIES_HOME_COUNTRIES has
          HR      | UK     |    | PHONEPROOF_COUNTRIES_ALLOW has
          HR      | *,DE   |    | PHONEPROOF_COUNTRIES_ALLOW has
          HR      | DE     |    | PHONEPROOF_COUNTRIES_ALLOW leaves out
          HR      | HR,001 |    | PHONEPROOF_COUNTRIES_ALLOW has
          HR      |        | XX | PHONEPROOF_COUNTRIES_BLOCK has something
          HR      | *      | HR | PHONEPROOF_COUNTRIES_BLOCK has a home
          """)
  void refuseWhatNobodyCanHaveMeant(
      @Nullable String home, @Nullable String allow, @Nullable String block, String message) {
    assertThatThrownBy(() -> settings(home, allow, block))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith(message);
  }

  private static CountrySettings settings(
      @Nullable String home, @Nullable String allow, @Nullable String block) {
    return new CountrySettings(list(home), list(allow), list(block));
  }

  private static List<String> list(@Nullable String text) {
    return text == null ? List.of() : Arrays.asList(text.split(",", -1));
  }
}
