package dev.phoneproof.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.testservers.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged gateways behind what acts as a load balancer, restarted one after the other. */
class RollingRestartIT {

  private static final int PEOPLE = 4;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<GatewayProcess> ready = new CopyOnWriteArrayList<>();
  private final Map<GatewayProcess, Integer> leftWith = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger verified = new AtomicInteger();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  @TempDir private Path directory;

  @Test
  void failsNobody() throws Exception {
    KafkaSide kafka = new KafkaSide(TestServers.kafka().bootstrapServers());
    kafka.createTopics(3);
    try (PlayedWorker worker = new PlayedWorker(kafka);
        GatewayProcess one = gateway("one");
        GatewayProcess other = gateway("other");
        ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor();
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      one.awaitReady();
      other.awaitReady();
      var _ = probes.scheduleWithFixedDelay(() -> probe(one, other), 0, 1, TimeUnit.SECONDS);
      try {
        await().atMost(LONG).until(() -> ready.size() == 2);
        for (int i = 0; i < PEOPLE; i++) {
          people.execute(this::verifyAgainAndAgain);
        }
        awaitMoreVerified();
        restart(one);
        restart(other);
      } finally {
        over = true;
        probes.shutdownNow();
      }
    }
    assertThat(failures).isEmpty();
  }

  private void restart(GatewayProcess gateway) throws IOException {
    gateway.terminate();
    await().atMost(LONG).until(() -> !ready.contains(gateway));
    assertThat(leftWith).as("told, not found out").containsEntry(gateway, 503);
    // 128 and 15, the number of SIGTERM
    assertThat(gateway.awaitExit()).isEqualTo(143);
    awaitMoreVerified();
    gateway.startAgain();
    gateway.awaitReady();
    await().atMost(LONG).until(() -> ready.contains(gateway));
    awaitMoreVerified();
    assertThat(gateway.log()).doesNotContain("WARN", "ERROR");
  }

  private void awaitMoreVerified() {
    int enough = verified.get() + 5 * PEOPLE;
    await().atMost(LONG).until(() -> verified.get() > enough || !failures.isEmpty());
    assertThat(failures).isEmpty();
  }

  private void verifyAgainAndAgain() {
    try (Person person = new Person(this::next)) {
      while (!over) {
        person.verify();
        verified.incrementAndGet();
      }
    } catch (IOException | RuntimeException e) {
      failures.add(e);
    }
  }

  private void probe(GatewayProcess... gateways) {
    for (GatewayProcess gateway : gateways) {
      int status = gateway.readiness();
      if (status != 200 && ready.remove(gateway)) {
        leftWith.put(gateway, status);
      } else if (status == 200 && !ready.contains(gateway)) {
        ready.add(gateway);
      }
    }
  }

  private GatewayProcess next() {
    Object[] all = ready.toArray();
    return (GatewayProcess) all[Math.floorMod(turn.getAndIncrement(), all.length)];
  }

  private GatewayProcess gateway(String name) {
    return new GatewayProcess(
        directory.resolve(name + ".log"),
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            TestServers.kafka().bootstrapServers(),
            "PHONEPROOF_GATEWAY_DRAIN",
            "3s"));
  }
}
