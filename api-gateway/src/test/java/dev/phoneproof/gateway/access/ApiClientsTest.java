package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientsTest {

  /** SHA-256 of "first" and "second", as sha256sum gives them. */
  private static final String FIRST =
      "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e";

  private static final String SECOND =
      "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4";

  @Test
  void knowsAClientByEachOfItsKeys() {
    ApiClients clients =
        ApiClients.parse(
            "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"%s\",\"%s\"]}]}".formatted(FIRST, SECOND));
    assertThat(clients.withKey("first")).contains("shop");
    assertThat(clients.withKey("second")).contains("shop");
    assertThat(clients.withKey("third")).isEmpty();
    assertThat(clients.withKey("")).isEmpty();
    assertThat(clients.withKey(FIRST)).isEmpty();
  }

  @Test
  void holdsNobodyWhenNothingIsSet() {
    assertThat(ApiClients.parse(" ").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{}",
        "{\"clients\":[]}",
        "{\"clients\":{}}",
        "{\"clients\":[{}]}",
        "{\"clients\":[{\"id\":\"a b\",\"keys\":[\"$\"]}]}",
        "{\"clients\":[{\"id\":\"shop\"}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"secret\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\",\"$\",\"$\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\"]},{\"id\":\"shop\",\"keys\":[\"$\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\"]}]} more"
      })
  void refusesASettingOfAnotherForm(String json) {
    assertThatThrownBy(() -> ApiClients.parse(json.replace("$", FIRST)))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith("PHONEPROOF_CLIENTS ")
        .hasMessageNotContainingAny("secret", FIRST);
  }
}
