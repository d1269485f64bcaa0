package dev.phoneproof.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged gateway, started as a process with one setting wrong. */
class StartRefusalIT {

  private static final Path JAR = Path.of("target", "api-gateway.jar");
  private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0";

  private static final Map<String, String> RIGHT =
      Map.of(
          "KAFKA_BOOTSTRAP_SERVERS",
          "127.0.0.1:1",
          "PHONEPROOF_COUNTRIES_HOME_COUNTRIES",
          "HR",
          "PHONEPROOF_GATEWAY_OPEN",
          "true",
          "SERVER_ADDRESS",
          "127.0.0.1",
          "SERVER_PORT",
          "0",
          "MANAGEMENT_SERVER_PORT",
          "0",
          "PHONEPROOF_TOKEN_KEYS",
          "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          "PHONEPROOF_SEALING_PUBLIC_KEYS",
          SealingKeys.PUBLIC,
          "PHONEPROOF_PROOF_PUBLIC_KEYS",
          ProofKeys.PUBLIC,
          "PHONEPROOF_ID_KEY",
          "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

  @ParameterizedTest
  @CsvSource({
    "PHONEPROOF_GATEWAY_OPEN, , PHONEPROOF_CLIENTS",
    "PHONEPROOF_CLIENTS, " + SECRET + ", PHONEPROOF_CLIENTS",
    "PHONEPROOF_TOKEN_KEYS, , PHONEPROOF_TOKEN_KEYS",
    "PHONEPROOF_TOKEN_KEYS, " + SECRET + ", PHONEPROOF_TOKEN_KEYS",
    "PHONEPROOF_ID_KEY, , PHONEPROOF_ID_KEY",
    "PHONEPROOF_SEALING_PUBLIC_KEYS, , PHONEPROOF_SEALING_PUBLIC_KEYS",
    "PHONEPROOF_SEALING_PUBLIC_KEYS, " + SECRET + ", PHONEPROOF_SEALING_PUBLIC_KEYS",
    "PHONEPROOF_PROOF_PUBLIC_KEYS, , PHONEPROOF_PROOF_PUBLIC_KEYS",
    "PHONEPROOF_CLIENTS_FILE, /nowhere/" + SECRET + ", PHONEPROOF_CLIENTS_FILE",
    "KAFKA_BOOTSTRAP_SERVERS, , KAFKA_BOOTSTRAP_SERVERS",
    "KAFKA_BOOTSTRAP_SERVERS, localhost, KAFKA_BOOTSTRAP_SERVERS",
    "SERVER_ADDRESS, , PHONEPROOF_GATEWAY_OPEN",
    "SERVER_ADDRESS, 0.0.0.0, PHONEPROOF_GATEWAY_OPEN",
    "SERVER_PORT, 80a, SERVER_PORT",
    "SERVER_FORWARD_HEADERS_STRATEGY, native, SERVER_FORWARD_HEADERS_STRATEGY",
    "SERVER_TOMCAT_REMOTEIP_REMOTE_IP_HEADER, X-Real-IP, SERVER_TOMCAT_REMOTEIP",
    "SERVER_SSL_CERTIFICATE, /nowhere/" + SECRET + ", SERVER_SSL_CERTIFICATE",
    "PHONEPROOF_GATEWAY_PROXIES, proxy.internal, PHONEPROOF_GATEWAY_PROXIES",
    "PHONEPROOF_GATEWAY_OPEN, maybe, PHONEPROOF_GATEWAY_OPEN",
    "PHONEPROOF_GATEWAY_SEND_WITHIN, 3m, PHONEPROOF_GATEWAY_SEND_WITHIN",
    "PHONEPROOF_GATEWAY_TOKEN_WAIT, 31s, PHONEPROOF_GATEWAY_TOKEN_WAIT",
    "PHONEPROOF_GATEWAY_DRAIN, 21s, PHONEPROOF_GATEWAY_DRAIN",
    "PHONEPROOF_GATEWAY_DRAIN, -1s, PHONEPROOF_GATEWAY_DRAIN",
    "PHONEPROOF_COUNTRIES_HOME_COUNTRIES, , PHONEPROOF_COUNTRIES_HOME_COUNTRIES",
    "PHONEPROOF_VIEW_MAX_ENTRIES, many, PHONEPROOF_VIEW_MAX_ENTRIES"
  })
  void doesNotStartAndNamesTheSettingInOneLine(String setting, @Nullable String value, String named)
      throws Exception {
    Map<String, String> environment = new HashMap<>(RIGHT);
    environment.remove(setting);
    if (value != null) {
      environment.put(setting, value);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            JAR.toString());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(PHONEPROOF|KAFKA|SERVER|SPRING).*"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(output.lines()).hasSize(1);
      assertThat(output)
          .startsWith("api-gateway does not start: " + named + " ")
          .doesNotContain(SECRET);
    } finally {
      process.destroyForcibly();
    }
  }
}
