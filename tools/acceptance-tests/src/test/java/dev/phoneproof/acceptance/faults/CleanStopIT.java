package dev.phoneproof.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.acceptance.faults.Fault.Active;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Workers are asked to stop under load: nobody's message becomes uncertain by that. */
@Tag("faults")
@Tag("full")
@Isolated
@ExtendWith(WithCluster.class)
class CleanStopIT {

  /** A JVM that was asked to stop and did so answers with the second. */
  private static final Set<Integer> CLEAN = Set.of(0, 143);

  private final Cluster cluster;

  CleanStopIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void heal() {
    cluster.heal();
  }

  /** With calls that take nearly as long as they may. */
  @Test
  void aStopLetsCallsInFlightEnd() {
    Scenario scenario = new Scenario(cluster, "SIGTERM with slow sends");
    Duration slow = Cluster.CALL_TIMEOUT.minusMillis(1_000);
    try (Active _ = cluster.strike(Fault.latency("send", slow, slow))) {
      CompletableFuture<Void> arrivals = scenario.arrivals(300, 10, Scenario.THOSE_WHO_TYPE);
      Pause.of(Duration.ofSeconds(2));
      assertThat(cluster.worker(1).stop()).isIn(CLEAN);
      scenario.countFault();
      assertThat(arrivals).succeedsWithin(Duration.ofMinutes(2));
    }

    assertThat(scenario.check().everybodyWasServed()).isTrue();
  }

  @Test
  void aRollingRestartIsNotNoticed() {
    Scenario scenario = new Scenario(cluster, "rolling restart of two workers, twice");
    Fault slow = Fault.latency("send", Duration.ofMillis(50), Duration.ofMillis(800));
    try (Active _ = cluster.strike(slow)) {
      CompletableFuture<Void> arrivals = scenario.arrivals(600, 10, Scenario.THOSE_WHO_TYPE);
      for (int restart = 0; restart < 4; restart++) {
        Member worker = cluster.worker(1 + restart % 2);
        assertThat(worker.stop()).isIn(CLEAN);
        worker.start();
        scenario.countFault();
      }
      assertThat(arrivals).succeedsWithin(Duration.ofMinutes(2));
    }

    assertThat(scenario.check().everybodyWasServed()).isTrue();
  }
}
