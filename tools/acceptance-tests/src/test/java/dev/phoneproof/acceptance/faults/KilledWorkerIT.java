package dev.phoneproof.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.acceptance.faults.Fault.Active;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Workers die, in the middle of whatever they do. */
@Tag("faults")
@Isolated
@ExtendWith(WithCluster.class)
class KilledWorkerIT {

  private final Cluster cluster;

  KilledWorkerIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void heal() {
    cluster.heal();
  }

  @Test
  void killedAtAnyInstantTheyLoseNothing() {
    int kills = Scale.of(3, 22);
    int verifications = Scale.of(150, 2_200);
    double rate = Scale.of(10, 12);
    Random random = new Random(20);
    Scenario scenario = new Scenario(cluster, kills + " x kill -9 of a worker");
    try (Active _ = cluster.strike(slow("send"));
        Active _ = cluster.strike(slow("verify"))) {
      CompletableFuture<Void> arrivals = scenario.arrivals(verifications, rate);
      for (int kill = 0; kill < kills; kill++) {
        Member victim = cluster.worker(1 + kill % 2);
        pause(Duration.ofMillis(random.nextInt(500, 3_000)));
        victim.kill();
        scenario.countFault();
        victim.start();
      }
      assertThat(arrivals).succeedsWithin(Duration.ofMinutes(5));
    }

    scenario.check();
  }

  /** Calls that take as long as real ones are in flight at most instants. */
  private static Fault slow(String operation) {
    return Fault.latency(operation, Duration.ofMillis(50), Duration.ofMillis(800));
  }

  private static void pause(Duration duration) {
    await().pollDelay(duration).atMost(duration.plusSeconds(5)).until(() -> true);
  }
}
