package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {

  /** SHA-256 of "first" and "second", as sha256sum gives them. */
  private static final String FIRST =
      "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e";

  private static final String SECOND =
      "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4";

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void knowsAClientByEachOfItsKeys() {
    Clients clients =
        Clients.parse(
            "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"%s\",\"%s\"]}]}".formatted(FIRST, SECOND));
    assertThat(clients.withKey("first", NOW)).map(Client::id).contains("shop");
    assertThat(clients.withKey("second", NOW)).map(Client::id).contains("shop");
    assertThat(clients.withKey("third", NOW)).isEmpty();
    assertThat(clients.withKey("", NOW)).isEmpty();
    assertThat(clients.withKey(FIRST, NOW)).isEmpty();
  }

  @Test
  void knowsAKeyUntilItsEnd() {
    Clients clients =
        Clients.parse(
            "{\"clients\":[{\"id\":\"shop\",\"keys\":[{\"sha256\":\"%s\",\"expires\":\"%s\"}]}]}"
                .formatted(FIRST, NOW.plusSeconds(1)));
    assertThat(clients.withKey("first", NOW)).isPresent();
    assertThat(clients.withKey("first", NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void readsWhatAClientMay() {
    Client shop =
        Clients.parse(
                """
                {"clients":[{"id":"shop","keys":[],"purposes":["login","sign-up"],
                 "origins":["https://shop.example","http://localhost:3000"],"numberInProofs":false,
                 "limits":{"verificationsPerMinute":7,"messagesPerDay":100}}]}
                """)
            .withOrigin("https://shop.example")
            .orElseThrow();
    assertThat(shop.mayAskFor("login")).isTrue();
    assertThat(shop.mayAskFor("verification")).isFalse();
    assertThat(shop.limits()).isEqualTo(new Client.Limits(7, 600_000));
  }

  @Test
  void letsAClientAskForVerificationsWhenItsPurposesAreNotSaid() {
    Client shop =
        Clients.parse("{\"clients\":[{\"id\":\"shop\",\"keys\":[\"%s\"]}]}".formatted(FIRST))
            .withKey("first", NOW)
            .orElseThrow();
    assertThat(shop.mayAskFor("verification")).isTrue();
    assertThat(shop.mayAskFor("login")).isFalse();
    assertThat(shop.toString()).isEqualTo("Client[shop]");
  }

  @Test
  void letsPagesBeginWhatTheirClientSays() {
    Client shop = client("\"purposes\":[\"login\",\"sign-up\"],\"pagePurposes\":[\"sign-up\"]");
    assertThat(shop.pagesMayAskFor("sign-up")).isTrue();
    assertThat(shop.pagesMayAskFor("login")).isFalse();
    assertThat(shop.pagesMayAskFor("verification")).isFalse();
  }

  @Test
  void letsPagesBeginVerificationsAtMostWhenTheirClientSaysNothing() {
    assertThat(client("\"numberInProofs\":true").pagesMayAskFor("verification")).isTrue();
    Client shop = client("\"purposes\":[\"login\",\"verification\"]");
    assertThat(shop.pagesMayAskFor("verification")).isTrue();
    assertThat(shop.pagesMayAskFor("login")).isFalse();
    assertThat(client("\"purposes\":[\"login\"]").pagesMayAskFor("verification")).isFalse();
    assertThat(client("\"pagePurposes\":[]").pagesMayAskFor("verification")).isFalse();
  }

  private static Client client(String members) {
    String origin = "https://shop.example";
    return Clients.parse(
            "{\"clients\":[{\"id\":\"shop\",\"origins\":[\"%s\"],%s}]}".formatted(origin, members))
        .withOrigin(origin)
        .orElseThrow();
  }

  @Test
  void holdsNobodyWhenNothingIsSet() {
    assertThat(Clients.parse(" ").isEmpty()).isTrue();
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
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\"]}]} more",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\",\"$\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\"],\"purpose\":[\"login\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\"],\"purposes\":[\"Log in\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\"],\"pagePurposes\":[\"login\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\"],\"pagePurposes\":\"verification\"}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[{\"sha256\":\"$\",\"expires\":\"soon\"}]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"origins\":[\"http://shop.example\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"origins\":[\"https://shop.example/\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"origins\":[\"https://shop.example:443\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"origins\":[\"null\"]}]}",
        "{\"clients\":[{\"id\":\"shop\",\"origins\":\"https://shop.example\"}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\"],\"limits\":{\"callsPerMinute\":0}}]}",
        "{\"clients\":[{\"id\":\"shop\",\"keys\":[\"$\"],\"limits\":[]}]}"
      })
  void refusesASettingOfAnotherForm(String json) {
    assertThatThrownBy(() -> Clients.parse(json.replace("$", FIRST)))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith("PHONEPROOF_CLIENTS ")
        .hasMessageNotContainingAny("secret", FIRST);
  }
}
