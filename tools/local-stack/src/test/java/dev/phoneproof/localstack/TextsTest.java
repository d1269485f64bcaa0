package dev.phoneproof.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {

  @TempDir private Path home;

  @ParameterizedTest
  @EnumSource
  void usageNamesEachPort(DemoPort port) {
    assertThat(Texts.usage())
        .containsPattern(
            port.variable() + " +port of " + port.user() + " \\(" + port.standard() + "\\)");
  }

  @Test
  void walkThroughIsReadyToBePasted() throws Exception {
    assertThat(running(Optional.empty()))
        .contains("API=http://127.0.0.1:8080/v1/verifications")
        .contains("curl -s 'http://127.0.0.1:8089/simulator/inbox?to=")
        .doesNotContain("{{");
  }

  @Test
  void walkThroughOfARealAccountShowsNeitherTheSimulatorNorTheKey() throws Exception {
    InfobipAccount account =
        new InfobipAccount(
            Map.of("INFOBIP_BASE_URL", "https://example.test", "INFOBIP_API_KEY", "the-key"));

    assertThat(running(Optional.of(account)))
        .contains("https://example.test")
        .doesNotContain("8089")
        .doesNotContain("the-key")
        .doesNotContain("{{");
  }

  private String running(Optional<InfobipAccount> account) throws Exception {
    try (StateDirectory state = StateDirectory.open(home.resolve("state"))) {
      return Texts.running(new Stack(home, home, state, Ports.from(Map.of()), account));
    }
  }
}
