package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A missing or malformed setting stops the start with one line that names it, and so may we. */
@ExtendWith(WithRunningSystem.class)
class StartIT {

  /** One that starts all the same must not take work from the others. */
  private static final String NOWHERE = "127.0.0.1:1";

  private final RunningSystem system;

  StartIT(RunningSystem system) {
    this.system = system;
  }

  @ParameterizedTest
  @CsvSource({"PHONEPROOF_CLIENTS,", "PHONEPROOF_ID_KEY, dG9vIHNob3J0"})
  void theGatewayNamesTheSetting(String setting, String value) {
    Map<String, String> settings =
        system.gateway(RunningSystem.newAddress(), RunningSystem.newAddress());
    settings.put("KAFKA_BOOTSTRAP_SERVERS", NOWHERE);

    assertRefused("gateway", RunningSystem.GATEWAY_JAR, settings, setting, value);
  }

  @ParameterizedTest
  @CsvSource({"PHONEPROOF_STORAGE_KEYS, dG9vIHNob3J0", "PHONEPROOF_VERIFICATION_PIN_LIFETIME, 15m"})
  void theWorkerNamesTheSetting(String setting, String value) {
    Map<String, String> settings = system.worker(RunningSystem.newAddress());
    settings.put("KAFKA_BOOTSTRAP_SERVERS", NOWHERE);

    assertRefused("worker", RunningSystem.WORKER_JAR, settings, setting, value);
  }

  @Test
  void theWorkerMayBeStoppedWhileItWaitsForPostgresql() {
    Map<String, String> settings = system.worker(RunningSystem.newAddress());
    settings.put("KAFKA_BOOTSTRAP_SERVERS", NOWHERE);
    settings.put("DATABASE_URL", "jdbc:postgresql://" + NOWHERE + "/phoneproof");

    try (Application application =
        Application.start("worker-without-postgresql", RunningSystem.WORKER_JAR, settings)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> has(application, "PostgreSQL cannot be reached"));

      // 128 and 15, the number of SIGTERM
      assertThat(application.stop(Duration.ofSeconds(30))).isEqualTo(143);
      assertThat(has(application, "\tat ")).isFalse();
    }
  }

  private static boolean has(Application application, String words) {
    return application.logLines().stream().anyMatch(line -> line.contains(words));
  }

  private static void assertRefused(
      String name, Path jar, Map<String, String> settings, String setting, String value) {
    settings.remove(setting);
    if (value != null) {
      settings.put(setting, value);
    }
    String log = name + "-without-" + setting + (value == null ? "" : "-" + value.hashCode());
    try (Application application = Application.start(log, jar, settings)) {
      assertThat(application.awaitExit()).isNotZero();
      assertThat(application.logLines())
          .filteredOn(line -> line.contains(setting))
          .as("lines that name the setting, in %s", application.log())
          .hasSize(1);
      assertThat(application.logLines()).noneMatch(line -> line.startsWith("\tat "));
      if (value != null) {
        assertThat(String.join("\n", application.logLines())).doesNotContain("dG9vIHNob3J0");
      }
    }
  }
}
