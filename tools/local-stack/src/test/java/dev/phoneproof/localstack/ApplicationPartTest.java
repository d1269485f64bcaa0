package dev.phoneproof.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationPartTest {

  @TempDir private Path home;

  @Test
  void replacesTheShellsOwnSettings() throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/bin");
    environment.put("INFOBIP_API_KEY", "of another part");
    environment.put("SPRING_PROFILES_ACTIVE", "production");
    environment.put("PHONEPROOF_ID_KEY", "from the shell");
    environment.put("PHONEPROOF_SOMETHING", "stays");

    try (StateDirectory state = StateDirectory.open(home.resolve("state"))) {
      new ApplicationPart(
              "gateway",
              home,
              Map.of("PHONEPROOF_ID_KEY_FILE", "/keys/id-key"),
              URI.create("http://127.0.0.1:1/"),
              "",
              state)
          .replaceSettings(environment);
    }

    assertThat(environment)
        .containsOnly(
            Map.entry("PATH", "/bin"),
            Map.entry("PHONEPROOF_SOMETHING", "stays"),
            Map.entry("PHONEPROOF_ID_KEY_FILE", "/keys/id-key"));
  }
}
