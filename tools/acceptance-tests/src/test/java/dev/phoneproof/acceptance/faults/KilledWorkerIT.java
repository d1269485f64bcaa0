package dev.phoneproof.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.faults.Fault.Active;
import dev.phoneproof.events.OtpRequested;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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
    int verifications = Scale.of(100, 2_200);
    double rate = Scale.of(10, 12);
    Random random = new Random(20);
    Scenario scenario = new Scenario(cluster, kills + " x kill -9 of a worker");
    try (Active _ = cluster.strike(slow("send"));
        Active _ = cluster.strike(slow("verify"))) {
      CompletableFuture<Void> arrivals = scenario.arrivals(verifications, rate, habits());
      for (int kill = 0; kill < kills; kill++) {
        Member victim = cluster.worker(1 + kill % 2);
        Pause.of(Duration.ofMillis(random.nextInt(500, 3_000)));
        kill(scenario, 1 + kill % 2);
        victim.start();
      }
      assertThat(arrivals).succeedsWithin(Duration.ofMinutes(5));
    }

    scenario.check();

    Scenario anew = scenario.askAnew();
    assertThat(anew.check().everybodyWasServed()).isTrue();
  }

  @Test
  @Tag("full")
  void oneDiesThenBothThenAThirdComes() {
    Scenario scenario = new Scenario(cluster, "one of two killed, then both, a third joins");
    try (Active _ = cluster.strike(slow("send"))) {
      CompletableFuture<Void> arrivals = scenario.arrivals(400, 10);
      Pause.of(Duration.ofSeconds(4));
      kill(scenario, 1);
      Pause.of(Duration.ofSeconds(8));
      cluster.worker(1).start();
      Pause.of(Duration.ofSeconds(2));
      kill(scenario, 1);
      kill(scenario, 2);
      Pause.of(Duration.ofSeconds(3));
      cluster.worker(3).start();
      assertThat(arrivals).succeedsWithin(Duration.ofMinutes(2));
    }

    scenario.check();
  }

  @Test
  @Tag("full")
  void aFrozenOneComesBackAfterItsLeases() {
    Scenario scenario = new Scenario(cluster, "a worker frozen for longer than its leases");
    try (Active _ = cluster.strike(slow("send"))) {
      CompletableFuture<Void> arrivals = scenario.arrivals(300, 10);
      Pause.of(Duration.ofSeconds(2));
      cluster.worker(1).pause();
      scenario.countFault();
      Pause.of(Cluster.LEASE.plusSeconds(4));
      cluster.worker(1).resume();
      assertThat(arrivals).succeedsWithin(Duration.ofMinutes(2));
    }

    scenario.check();
  }

  @Test
  @Tag("full")
  void whatPassesItsDeadlineMeanwhileIsNotSent() {
    Scenario scenario = new Scenario(cluster, "deadlines that pass while no worker is there");
    cluster.worker(1).stop();
    cluster.worker(2).stop();
    List<Asked> late = asksFor(scenario, Duration.ofSeconds(3));
    List<Asked> early = asksFor(scenario, Duration.ofMinutes(1));
    early.forEach(one -> scenario.lives(one, Habit.TYPES));
    Pause.of(Duration.ofSeconds(4));
    cluster.heal();

    Summary summary = scenario.check();

    assertThat(summary.ended("EXPIRED", "not_sent_in_time")).isEqualTo(late.size());
    assertThat(summary.served()).isEqualTo(early.size());
    assertThat(late).allMatch(one -> cluster.inbox().at(one.phone().msisdn()).isEmpty());
  }

  private List<Asked> asksFor(Scenario scenario, Duration within) {
    return IntStream.range(0, 20)
        .mapToObj(_ -> {
          Phone phone = cluster.phone();
          OtpRequested request = Requests.within(cluster.upstream().request(phone), within);
          cluster.upstream().publishes(request);
          return scenario.note(Asked.overKafka(request.verificationId(), phone));
        })
        .toList();
  }

  /** In a build nobody waits for the end of a PIN's life. */
  private static List<Habit> habits() {
    return Scale.isFull() ? Scenario.EVERYBODY : Scenario.THOSE_WHO_TYPE;
  }

  private void kill(Scenario scenario, int worker) {
    cluster.worker(worker).kill();
    scenario.countFault();
  }

  /** Calls that take as long as real ones are in flight at most instants. */
  private static Fault slow(String operation) {
    return Fault.latency(operation, Duration.ofMillis(50), Duration.ofMillis(800));
  }
}
