package dev.phoneproof.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InfobipAccountTest {

  private static final Map<String, String> ALL =
      Map.of(
          "INFOBIP_BASE_URL", "https://example.api.infobip.com",
          "INFOBIP_API_KEY", "the-key",
          "INFOBIP_2FA_APP_ID", "the-application",
          "INFOBIP_2FA_MESSAGE_ID", "the-template");

  @Test
  void isThereWhenAllOfItIsSet() {
    assertThat(InfobipAccount.from(ALL))
        .hasValueSatisfying(account -> assertThat(account.settings()).isEqualTo(ALL));
  }

  @Test
  void isNotThereWhenNothingIsSet() {
    assertThat(InfobipAccount.from(Map.of("INFOBIP_API_KEY", " "))).isEmpty();
  }

  @Test
  void namesWhatIsMissing() {
    Map<String, String> some = new HashMap<>(ALL);
    some.remove("INFOBIP_2FA_APP_ID");
    some.put("INFOBIP_BASE_URL", "");

    assertThatExceptionOfType(WrongUsageException.class)
        .isThrownBy(() -> InfobipAccount.from(some))
        .withMessage("to use an Infobip account, also set INFOBIP_BASE_URL, INFOBIP_2FA_APP_ID");
  }

  @Test
  void doesNotShowItsKey() {
    assertThat(InfobipAccount.from(ALL).orElseThrow().toString())
        .contains("https://example.api.infobip.com")
        .doesNotContain("the-key");
  }
}
