package dev.phoneproof.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.worker.SealingPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsTest {

  private final Map<String, Object> given =
      new HashMap<>(
          Map.of(
              "INFOBIP_BASE_URL", "https://abc.api.infobip.com",
              "INFOBIP_API_KEY", "secret-api-key",
              "INFOBIP_2FA_APP_ID", "app",
              "INFOBIP_2FA_MESSAGE_ID", "message",
              "KAFKA_BOOTSTRAP_SERVERS", "a:9092, b:9092",
              "DATABASE_URL", "postgres://me:p%40ss@db.example/phoneproof?ssl=true",
              "PHONEPROOF_STORAGE_KEYS", "a keyset",
              "PHONEPROOF_LOOKUP_KEY", Base64.getEncoder().encodeToString(new byte[32]),
              "PHONEPROOF_PROOF_KEYS", "a JWK set",
              "PHONEPROOF_SEALING_PRIVATE_KEYS", SealingPair.named("ours").privateKeys()));

  @Test
  void translatesTheDocumentedNames() {
    StandardEnvironment environment = read();
    assertThat(environment.getProperty("infobip.base-url"))
        .isEqualTo("https://abc.api.infobip.com");
    assertThat(environment.getProperty("spring.datasource.url"))
        .isEqualTo(
            "jdbc:postgresql://db.example:5432/phoneproof?ssl=true&logServerErrorDetail=false");
    assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("me");
    assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("p@ss");
  }

  @Test
  void readsASecretFromTheFileThatIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "from-file\n");
    given.remove("INFOBIP_API_KEY");
    given.put("INFOBIP_API_KEY_FILE", file.toString());
    assertThat(read().getProperty("infobip.api-key")).isEqualTo("from-file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INFOBIP_BASE_URL",
        "INFOBIP_API_KEY",
        "INFOBIP_2FA_APP_ID",
        "INFOBIP_2FA_MESSAGE_ID",
        "KAFKA_BOOTSTRAP_SERVERS",
        "DATABASE_URL",
        "PHONEPROOF_LOOKUP_KEY",
        "PHONEPROOF_STORAGE_KEYS",
        "PHONEPROOF_PROOF_KEYS",
        "PHONEPROOF_SEALING_PRIVATE_KEYS"
      })
  void namesWhatIsMissing(String name) {
    given.remove(name);
    assertThatThrownBy(this::read).hasMessage(name + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "INFOBIP_BASE_URL, abc.api.infobip.com",
    "INFOBIP_BASE_URL, ftp://abc.api.infobip.com",
    "KAFKA_BOOTSTRAP_SERVERS, broker",
    "DATABASE_URL, mysql://db.example/x",
    "PHONEPROOF_LOOKUP_KEY, c2hvcnQ=",
    "PHONEPROOF_LOOKUP_KEY, not-base64!",
    "PHONEPROOF_SEALING_PRIVATE_KEYS, {}",
    "PHONEPROOF_SEALING_PRIVATE_KEYS, c2hvcnQ="
  })
  void namesWhatIsMalformedWithoutRepeatingIt(String name, String value) {
    given.put(name, value);
    assertThatThrownBy(this::read)
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith(name + " is malformed")
        .hasMessageNotContaining(value);
  }

  @Test
  void refusesPublicKeysWherePrivateOnesBelong() {
    given.put("PHONEPROOF_SEALING_PRIVATE_KEYS", SealingPair.named("ours").publicKeys());
    assertThatThrownBy(this::read)
        .hasMessage("PHONEPROOF_SEALING_PRIVATE_KEYS is malformed: must hold private keys only");
  }

  @Test
  void opensNoPortWithoutOperatorsWhateverPortIsSet() {
    given.put("server.port", "9000");
    assertThat(read().getProperty("server.port")).isEqualTo("-1");
  }

  @Test
  void opensThePortThatIsSetForOperators() {
    given.put("PHONEPROOF_OPERATORS", "{}");
    assertThat(read().getProperty("server.port")).isEqualTo("8081");
    given.put("server.port", "9000");
    assertThat(read().getProperty("server.port")).isEqualTo("9000");
  }

  @Test
  void readsOperatorsFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("operators.json"), "{\"operators\": []}\n");
    given.put("PHONEPROOF_OPERATORS_FILE", file.toString());
    assertThat(read().getProperty("phoneproof.operators")).isEqualTo("{\"operators\": []}");
  }

  private StandardEnvironment read() {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("given", given));
    new Settings().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
