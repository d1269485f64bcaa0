package dev.phoneproof.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** PostgreSQL or Kafka goes away under load and comes back. */
@Tag("faults")
@Isolated
@ExtendWith(WithCluster.class)
class StoppedServerIT {

  private static final Duration AWAY = Duration.ofSeconds(Scale.of(3, 8));

  private final Cluster cluster;

  StoppedServerIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void heal() {
    cluster.heal();
  }

  @Test
  void postgresqlMayGoAndReturn() {
    stopsUnderLoad("PostgreSQL stopped and started", cluster::withoutPostgres);
  }

  @Test
  void kafkaMayGoAndReturn() {
    stopsUnderLoad("Kafka stopped and started", cluster::withoutKafka);
  }

  private void stopsUnderLoad(String name, Consumer<Runnable> without) {
    int times = Scale.of(1, 3);
    Scenario scenario = new Scenario(cluster, times + " x " + name);
    Fault slow = Fault.latency("send", Duration.ofMillis(50), Duration.ofMillis(800));
    try (Fault.Active _ = cluster.strike(slow)) {
      CompletableFuture<Void> arrivals =
          scenario.arrivals(Scale.of(80, 900), 10, Scenario.THOSE_WHO_TYPE);
      for (int time = 0; time < times; time++) {
        Pause.of(Duration.ofSeconds(3));
        without.accept(() -> Pause.of(AWAY));
        scenario.countFault();
      }
      assertThat(arrivals).succeedsWithin(Duration.ofMinutes(3));
    }

    scenario.check();
  }
}
