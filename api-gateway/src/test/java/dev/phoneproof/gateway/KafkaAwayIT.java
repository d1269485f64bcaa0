package dev.phoneproof.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.localstack.kafka.KafkaServer;
import dev.phoneproof.localstack.process.LocalPort;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The gateway from before there is a Kafka, through its coming, going and coming back. */
@ExtendWith(OutputCaptureExtension.class)
class KafkaAwayIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void startsWithoutKafkaAnswers503AndRecoversByItself(CapturedOutput output) throws Exception {
    int kafkaPort = LocalPort.free();
    KafkaSide kafka = new KafkaSide("127.0.0.1:" + kafkaPort);
    try (ConfigurableApplicationContext gateway = start(kafkaPort)) {
      Environment ports = gateway.getEnvironment();
      assertUnavailableInTime(ports);
      assertThat(health(ports, "liveness").statusCode()).isEqualTo(200);
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(health(ports, "readiness").body())
                  .contains("OUT_OF_SERVICE", "Kafka cannot be reached"));

      try (KafkaServer server = KafkaServer.start(directory, kafkaPort)) {
        await()
            .atMost(LONG)
            .untilAsserted(() ->
                assertThat(health(ports, "readiness").body())
                    .contains("otp.outcomes does not exist yet"));
        assertUnavailableInTime(ports);
        kafka.createTopics(2);
        await().atMost(LONG).until(() -> health(ports, "readiness").statusCode() == 200);
        assertThat(begin(ports).statusCode()).isEqualTo(202);
      }

      for (int i = 0; i < 3; i++) {
        assertUnavailableInTime(ports);
      }
      assertThat(health(ports, "liveness").statusCode()).isEqualTo(200);

      try (KafkaServer server = KafkaServer.start(directory, kafkaPort)) {
        await().atMost(LONG).until(() -> begin(ports).statusCode() == 202);
      }
    }
    assertThat(output.getAll().lines().filter(line -> line.contains("WARN")).count())
        .isLessThan(12);
    assertThat(output.getAll()).doesNotContain("912345678", "\tat ");
  }

  private static void assertUnavailableInTime(Environment ports) {
    long start = System.nanoTime();
    HttpResponse<String> answer = begin(ports);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("unavailable");
    // Ours is 2.5 s; left to itself a Kafka client waits for 60 s.
    assertThat(took).isLessThan(Duration.ofSeconds(30));
  }

  private static HttpResponse<String> begin(Environment ports) {
    return new Call(
            ports.getRequiredProperty("local.server.port", Integer.class),
            "POST",
            "/v1/verifications")
        .header("Content-Type", "application/json")
        .body("{\"phoneNumber\":\"+385912345678\"}")
        .send();
  }

  private static HttpResponse<String> health(Environment ports, String group) {
    return new Call(
            ports.getRequiredProperty("local.management.port", Integer.class),
            "GET",
            "/actuator/health/" + group)
        .send();
  }

  private static ConfigurableApplicationContext start(int kafkaPort) {
    return SpringApplication.run(
        GatewayApplication.class,
        "--server.address=127.0.0.1",
        "--server.port=0",
        "--management.server.port=0",
        "--spring.kafka.bootstrap-servers=127.0.0.1:" + kafkaPort,
        "--phoneproof.gateway.open=true",
        "--phoneproof.gateway.drain=0s",
        "--phoneproof.countries.home-countries=HR",
        "--phoneproof.sealing.public-keys=" + SealingKeys.PUBLIC,
        "--phoneproof.proof.public-keys=" + ProofKeys.PUBLIC,
        "--phoneproof.gateway.token-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "--phoneproof.gateway.id-key=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  }
}
