package dev.phoneproof.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir private Path directory;

  @Test
  void readsSeveralKeysInTheirOrder() {
    byte[] other = new byte[32];
    other[0] = 1;
    String text = KEY + ", " + Base64.getEncoder().encodeToString(other);
    assertThat(KeySetting.several("KEYS", text)).containsExactly(new byte[32], other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "short", "c2hvcnQ=", "$,", ",$", "$$", "not base64 at all!"})
  void refusesWhatIsNoKeyWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> KeySetting.several("KEYS", text.replace("$", KEY)))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith("KEYS ")
        .hasMessageNotContainingAny("c2hvcnQ", KEY, "not base64 at")
        .hasNoCause();
  }

  @Test
  void refusesTwoKeysWhereOneBelongs() {
    assertThatThrownBy(() -> KeySetting.one("KEY", KEY + "," + KEY))
        .isInstanceOf(RefusedSettingException.class);
  }

  @Test
  void takesAKeyFromAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), KEY + "\n");
    ConfigurableEnvironment environment =
        environment(Map.of("PHONEPROOF_ID_KEY_FILE", file.toString()));
    new SettingFiles().postProcessEnvironment(environment, new SpringApplication());
    assertThat(environment.getProperty("PHONEPROOF_ID_KEY")).isEqualTo(KEY);
  }

  @Test
  void refusesAKeyBothInAFileAndBesideIt() {
    ConfigurableEnvironment environment =
        environment(Map.of("PHONEPROOF_ID_KEY_FILE", "file", "PHONEPROOF_ID_KEY", KEY));
    assertThatThrownBy(
            () -> new SettingFiles().postProcessEnvironment(environment, new SpringApplication()))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageContaining("PHONEPROOF_ID_KEY_FILE");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    ConfigurableEnvironment environment =
        environment(Map.of("PHONEPROOF_TOKEN_KEYS_FILE", directory.resolve("missing").toString()));
    assertThatThrownBy(
            () -> new SettingFiles().postProcessEnvironment(environment, new SpringApplication()))
        .hasMessage("PHONEPROOF_TOKEN_KEYS_FILE names a file that cannot be read");
  }

  @Test
  void leavesOtherFailuresToSpring() {
    assertThat(OneLineReporter.lineFor(new IllegalStateException("x"))).isNull();
    assertThat(
            OneLineReporter.lineFor(
                new IllegalStateException("x", new RefusedSettingException("A", "is wrong"))))
        .isEqualTo("A is wrong");
  }

  private static ConfigurableEnvironment environment(Map<String, Object> values) {
    ConfigurableEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", values));
    return environment;
  }
}
