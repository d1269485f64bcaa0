package dev.phoneproof.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Any part may start last; the others wait for it, quietly. */
@Tag("faults")
@Tag("full")
@Isolated
@ExtendWith(WithCluster.class)
class StartOrderIT {

  /** More would be a log that fills while something is away. */
  private static final int MOST_LINES = 150;

  private final Cluster cluster;

  StartOrderIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void heal() {
    cluster.heal();
  }

  @Test
  void bothServersMayStartLast() {
    stopApplications();
    cluster.withoutKafka(() -> cluster.withoutPostgres(this::launchApplications));
    theySettleAndServe("Kafka and PostgreSQL start last");
  }

  @Test
  void kafkaMayStartLast() {
    stopApplications();
    cluster.withoutKafka(this::launchApplications);
    theySettleAndServe("Kafka starts last");
  }

  @Test
  void postgresqlMayStartLast() {
    stopApplications();
    cluster.withoutPostgres(this::launchApplications);
    theySettleAndServe("PostgreSQL starts last");
  }

  @Test
  void theProviderMayStartLast() {
    stopApplications();
    Scenario scenario = new Scenario(cluster, "the provider starts last");
    cluster.withoutProvider(() -> {
      cluster.worker(1).start();
      cluster.gateway(1).start();
      assertThat(scenario.arrivals(20, 10, Scenario.THOSE_WHO_TYPE))
          .succeedsWithin(Duration.ofSeconds(30));
      Pause.of(Duration.ofSeconds(5));
    });

    assertThat(scenario.check().everybodyWasServed()).isTrue();
  }

  @Test
  void theWorkersMayStartLast() {
    cluster.worker(1).stop();
    cluster.worker(2).stop();
    Scenario scenario = new Scenario(cluster, "the workers start last");
    assertThat(scenario.arrivals(20, 10, Scenario.THOSE_WHO_TYPE))
        .succeedsWithin(Duration.ofSeconds(30));
    cluster.heal();

    assertThat(scenario.check().everybodyWasServed()).isTrue();
  }

  @Test
  void theGatewayMayStartLast() {
    cluster.gateway(1).stop();
    Scenario scenario = new Scenario(cluster, "the gateway starts last");
    var arrivals = scenario.arrivals(20, 10, Scenario.THOSE_WHO_TYPE);
    Pause.of(Duration.ofSeconds(4));
    cluster.gateway(1).start();
    assertThat(arrivals).succeedsWithin(Duration.ofSeconds(60));

    assertThat(scenario.check().everybodyWasServed()).isTrue();
  }

  private void stopApplications() {
    cluster.gateway(1).stop();
    cluster.worker(1).stop();
    cluster.worker(2).stop();
  }

  /** Long enough for them to be where they wait. */
  private void launchApplications() {
    cluster.worker(1).launch();
    cluster.gateway(1).launch();
    Pause.of(Duration.ofSeconds(20));
  }

  private void theySettleAndServe(String name) {
    cluster.worker(1).awaitReady();
    cluster.gateway(1).awaitReady();
    Scenario scenario = new Scenario(cluster, name);
    assertThat(scenario.arrivals(20, 10, Scenario.THOSE_WHO_TYPE))
        .succeedsWithin(Duration.ofSeconds(60));

    assertThat(scenario.check().everybodyWasServed()).isTrue();
    assertThat(cluster.worker(1).running().logLines()).hasSizeLessThan(MOST_LINES);
    assertThat(cluster.gateway(1).running().logLines()).hasSizeLessThan(MOST_LINES);
  }
}
