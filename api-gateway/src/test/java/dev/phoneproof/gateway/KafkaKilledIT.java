package dev.phoneproof.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.gateway.view.Outcomes;
import dev.phoneproof.localstack.kafka.KafkaServer;
import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.localstack.process.Signal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway under calls while its broker is killed, frozen, and killed for longer. */
@Tag("faults")
@Tag("full")
class KafkaKilledIT {

  private static final int CALLERS = 4;
  private static final String NO_ANSWER = "Kafka does not answer";
  private static final Duration LONG = Duration.ofSeconds(60);

  private final int kafkaPort = LocalPort.free();
  private final KafkaSide side = new KafkaSide("127.0.0.1:" + kafkaPort);
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final Queue<String> odd = new ConcurrentLinkedQueue<>();
  private volatile boolean over;
  private @Nullable KafkaServer kafka;

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    over = true;
    kill();
  }

  @Test
  void recoversByItselfAndLosesNothingThatItAccepted() throws Exception {
    kafka = start();
    side.createTopics(3);
    try (GatewayProcess gateway = gateway()) {
      gateway.awaitReady();
      callWhileKafkaFails(gateway);
      assertThat(odd).isEmpty();
      assertThat(requested()).containsAll(accepted);
      assertOutcomesAreRead(gateway);
      assertThat(gateway.log().lines().filter(line -> line.matches(".*(WARN|ERROR).*")))
          .hasSizeLessThan(8);
      assertStopsWithoutKafka(gateway);
    }
  }

  private void callWhileKafkaFails(GatewayProcess gateway) {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int i = 0; i < CALLERS; i++) {
          callers.execute(() -> beginAgainAndAgain(gateway));
        }
        awaitAccepted();
        kill();
        kafka = start();
        awaitAccepted();

        kafka.process().pause();
        await().atMost(LONG).until(() -> gateway.health().contains(NO_ANSWER));
        kafka.process().resume();
        awaitAccepted();
        await().atMost(LONG).until(() -> !gateway.health().contains(NO_ANSWER));

        kill();
        awaitRefused();
        kafka = start();
        awaitAccepted();
      } finally {
        over = true;
      }
    }
  }

  private KafkaServer start() {
    return KafkaServer.start(directory, kafkaPort);
  }

  private void kill() {
    if (kafka != null) {
      kafka.process().stop(Signal.KILL, LONG);
    }
  }

  private void awaitAccepted() {
    int enough = accepted.size() + 20 * CALLERS;
    await().atMost(LONG).until(() -> accepted.size() > enough || !odd.isEmpty());
  }

  private void awaitRefused() {
    int enough = refused.get() + 3 * CALLERS;
    await().atMost(LONG).until(() -> refused.get() > enough);
  }

  /** As a careful caller does it: what is not known to be accepted is repeated under its key. */
  private void beginAgainAndAgain(GatewayProcess gateway) {
    String key = UUID.randomUUID().toString();
    while (!over) {
      HttpResponse<String> answer = begin(gateway, key);
      switch (answer.statusCode()) {
        case 202 -> {
          accepted.add(Call.json(answer).get("id").stringValue());
          key = UUID.randomUUID().toString();
        }
        case 503 -> refused.incrementAndGet();
        default -> odd.add(answer.statusCode() + " " + answer.body());
      }
    }
  }

  private static HttpResponse<String> begin(GatewayProcess gateway, String key) {
    return new Call(gateway.port(), "POST", "/v1/verifications")
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .body("{\"phoneNumber\":\"+385912345678\"}")
        .send();
  }

  private Set<String> requested() {
    return side.records(Topics.REQUESTS).stream()
        .map(ConsumerRecord::key)
        .collect(Collectors.toSet());
  }

  private void assertOutcomesAreRead(GatewayProcess gateway) throws Exception {
    HttpResponse<String> begun = begin(gateway, UUID.randomUUID().toString());
    UUID id = UUID.fromString(Call.json(begun).get("id").stringValue());
    side.publish(Outcomes.ended(id, Status.CANCELED, null, 2));
    HttpResponse<String> answer =
        new Call(gateway.port(), "GET", "/v1/verifications/" + id)
            .bearer(Call.json(begun).get("token").stringValue())
            .header("Prefer", "wait=20")
            .send();
    assertThat(Call.json(answer).get("status").stringValue()).isEqualTo("CANCELED");
  }

  private void assertStopsWithoutKafka(GatewayProcess gateway) throws Exception {
    kafka.process().pause();
    CompletableFuture<Integer> last = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> last.complete(begin(gateway, UUID.randomUUID().toString()).statusCode()));
    gateway.terminate();
    assertThat(gateway.awaitExit()).isEqualTo(143);
    assertThat(last.get()).isEqualTo(503);
  }

  private GatewayProcess gateway() {
    return new GatewayProcess(
        directory.resolve("gateway.log"),
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafkaPort, "PHONEPROOF_GATEWAY_DRAIN", "0s"));
  }
}
