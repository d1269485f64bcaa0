package dev.phoneproof.worker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.worker.settings.RefusedSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {

  @Test
  void readsWhatConcernsTheWorker() {
    Clients clients =
        Clients.parse(
            """
            {"clients":[{"id":"shop","keys":["0f"],"numberInProofs":false,
             "limits":{"callsPerMinute":5,"messagesPerDay":70,"messagesPerCountryAndDay":7}}]}
            """);
    assertThat(clients.of("shop")).isEqualTo(new ClientPolicy(false, 70, 7));
  }

  @Test
  void takesDefaultsForAllElse() {
    assertThat(Clients.parse("{\"clients\":[{\"id\":\"shop\"}]}").of("shop"))
        .isEqualTo(ClientPolicy.DEFAULT)
        .isEqualTo(Clients.parse(" ").of("upstream"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"clients\":[]}",
        "{\"clients\":[{\"id\":\"shop\"},{\"id\":\"shop\"}]}",
        "{\"clients\":[{\"id\":\"shop\",\"numberInProofs\":\"secret\"}]}",
        "{\"clients\":[{\"id\":\"shop\",\"limits\":{\"messagesPerDay\":\"secret\"}}]}",
        "{\"clients\":[{\"id\":\"shop\",\"limits\":{\"messagesPerDay\":0}}]}"
      })
  void refusesASettingOfAnotherForm(String json) {
    assertThatThrownBy(() -> Clients.parse(json))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith("PHONEPROOF_CLIENTS ")
        .hasMessageNotContaining("secret");
  }
}
