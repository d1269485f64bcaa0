package dev.phoneproof.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.acceptance.faults.Fault.Active;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The provider fails everybody for a while, or takes less than is asked for. */
@Tag("faults")
@Isolated
@ExtendWith(WithCluster.class)
class ProviderOutageIT {

  private static final List<Habit> FEW_TYPE =
      List.of(Habit.FORGETS, Habit.FORGETS, Habit.FORGETS, Habit.TYPES);

  private final Cluster cluster;

  ProviderOutageIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void heal() {
    cluster.heal();
  }

  @Test
  void everybodyIsServedAfterAnOutage() {
    Duration outage = Duration.ofSeconds(Scale.of(6, 20));
    int rate = Scale.of(15, 100);
    Scenario scenario =
        new Scenario(cluster, "503 for %d s at %d/s".formatted(outage.toSeconds(), rate));
    CompletableFuture<Void> arrivals =
        scenario.arrivals(rate * ((int) outage.toSeconds() + Scale.of(2, 10)), rate, habits());
    Pause.of(Duration.ofSeconds(1));
    try (Active _ = cluster.strike(Fault.status("all", 503))) {
      scenario.countFault();
      Pause.of(outage);
    }
    assertThat(arrivals).succeedsWithin(Duration.ofMinutes(2));

    assertThat(scenario.check().everybodyWasServed()).isTrue();
  }

  @Test
  @Tag("full")
  void everybodyIsServedWhoComesInABurst() {
    int limit = 50;
    int people = 1_000;
    double rate = 200;
    Scenario scenario =
        new Scenario(cluster, "%d at %.0f/s against %d/s".formatted(people, rate, limit));
    try (Active _ = cluster.strike(Fault.limit("send", limit))) {
      scenario.countFault();
      CompletableFuture<Void> arrivals = scenario.arrivals(people, rate, habits());
      assertThat(arrivals).succeedsWithin(Duration.ofMinutes(2));

      assertThat(scenario.check().everybodyWasServed()).isTrue();
    }
  }

  @Test
  @Tag("full")
  void silenceForEverybodyIsEnduredToo() {
    Scenario scenario = new Scenario(cluster, "time-outs for everybody for 20 s at 20/s");
    CompletableFuture<Void> arrivals = scenario.arrivals(600, 20, FEW_TYPE);
    Pause.of(Duration.ofSeconds(2));
    try (Active _ = cluster.strike(Fault.timeout("all"))) {
      scenario.countFault();
      Pause.of(Duration.ofSeconds(20));
    }
    assertThat(arrivals).succeedsWithin(Duration.ofMinutes(2));

    assertThat(scenario.check().everybodyWasServed()).isTrue();
  }

  @Test
  @Tag("full")
  void everyMishapAtOnceIsEndured() {
    Scenario scenario = new Scenario(cluster, "a tenth of all calls go wrong in any way");
    try (Active _ = struck("send");
        Active _ = struck("resend");
        Active _ = struck("verify");
        Active _ = struck("status")) {
      scenario.countFault();
      assertThat(scenario.arrivals(600, 20)).succeedsWithin(Duration.ofMinutes(2));
    }

    scenario.check();
  }

  private Active struck(String operation) {
    List<Active> all =
        List.of(
                Fault.status(operation, 500).afterAcceptance(),
                Fault.status(operation, 503).beforeAcceptance(),
                Fault.timeout(operation).afterAcceptance(),
                Fault.timeout(operation).beforeAcceptance(),
                Fault.reset(operation).afterAcceptance(),
                Fault.reset(operation).beforeAcceptance(),
                Fault.malformed(operation).afterAcceptance(),
                Fault.empty(operation).beforeAcceptance(),
                Fault.throttled(operation, 1))
            .stream()
            .map(fault -> cluster.strike(fault.withProbability(0.012)))
            .toList();
    return () -> all.forEach(Active::close);
  }

  /** In a build nobody waits for the end of a PIN's life. */
  private static List<Habit> habits() {
    return Scale.isFull() ? FEW_TYPE : List.of(Habit.TYPES);
  }
}
