package dev.phoneproof.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.faults.Ledger.Row;
import dev.phoneproof.events.OtpRequested;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Single calls to the provider go wrong, while all else works. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT) // They mostly wait.
@ExtendWith(WithCluster.class)
@ResourceLock(Cluster.CIRCUITS)
class MishapIT {

  /** The simulator holds at most 200 faults. */
  private static final int EACH = Scale.of(3, 6);

  /** For each with a mishap: when half of a worker's calls fail, its circuit opens. */
  private static final int OTHERS = 2;

  private final Cluster cluster;

  MishapIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void aSendThatGoesWrongEndsHonestly() {
    Scenario scenario = new Scenario(cluster, "sends go wrong, " + EACH + " in each way");
    Map<SendMishap, List<Asked>> groups = new EnumMap<>(SendMishap.class);
    List<Asked> others = new ArrayList<>();
    for (SendMishap mishap : SendMishap.values()) {
      groups.put(mishap, people(() -> meets(mishap, scenario)));
      others.addAll(others(scenario));
    }

    scenario.check();

    assertVerified(others);
    Map<UUID, Row> rows = rows(groups.values());
    groups.forEach((mishap, people) ->
        assertThat(people)
            .as(mishap.name())
            .allSatisfy(
                one -> assertThat(rows.get(one.id()).toString()).matches(mishap.end() + ".*")));
    Summary anew = scenario.askAnew().check();
    assertThat(anew.everybodyWasServed()).isTrue();
    assertThat(anew.accepted()).isPositive();
  }

  private Asked meets(SendMishap mishap, Scenario scenario) {
    Phone phone = cluster.phone();
    cluster.strike(mishap.fault().at(phone));
    if (mishap == SendMishap.UNAUTHORIZED) {
      return asksWithin(phone, scenario, Duration.ofSeconds(8));
    }
    return scenario.overHttp(phone, Habit.TYPES);
  }

  private Asked asksWithin(Phone phone, Scenario scenario, Duration time) {
    OtpRequested request = Requests.within(cluster.upstream().request(phone), time);
    cluster.upstream().publishes(request);
    return scenario.note(Asked.overKafka(request.verificationId(), phone));
  }

  /** Whatever happens to a check: who types the right PIN until it is decided is verified. */
  @Test
  void aCheckThatGoesWrongDoesNotKeepTheOwnerOut() {
    Scenario scenario = new Scenario(cluster, "checks go wrong, " + EACH + " in each way");
    List<Fault> faults =
        List.of(
            Fault.timeout("verify").beforeAcceptance(),
            Fault.timeout("verify").afterAcceptance(),
            Fault.reset("verify").beforeAcceptance(),
            Fault.reset("verify").afterAcceptance(),
            Fault.malformed("verify").afterAcceptance(),
            Fault.empty("verify").afterAcceptance(),
            Fault.status("verify", 503).beforeAcceptance(),
            Fault.throttled("verify", 2));
    List<Asked> all = new ArrayList<>();
    for (Fault fault : faults) {
      all.addAll(
          people(() -> {
            Phone phone = cluster.phone();
            cluster.strike(fault.copy().times(1).at(phone));
            return scenario.overHttp(phone, Habit.TYPES);
          }));
      all.addAll(others(scenario));
    }

    scenario.check();

    assertVerified(all);
  }

  /** People whom nothing happens to, for each group with a mishap. */
  private List<Asked> others(Scenario scenario) {
    return IntStream.range(0, OTHERS * EACH)
        .mapToObj(_ -> scenario.overHttp(cluster.phone(), Habit.TYPES))
        .toList();
  }

  private void assertVerified(List<Asked> people) {
    assertThat(rows(List.of(people)).values())
        .allSatisfy(row ->
            assertThat(row.status())
                .as(() -> cluster.ledger().caseFile(row.id()))
                .isEqualTo("VERIFIED"));
  }

  private static List<Asked> people(Supplier<Asked> one) {
    return IntStream.range(0, EACH).mapToObj(_ -> one.get()).toList();
  }

  private Map<UUID, Row> rows(Collection<List<Asked>> groups) {
    return cluster.ledger().rows(groups.stream().flatMap(List::stream).map(Asked::id).toList());
  }

  /** What goes wrong, and how it has to end for somebody who types what arrives. */
  private enum SendMishap {
    TIME_OUT_BEFORE(Fault.timeout("send").beforeAcceptance().times(1), "VERIFIED"),
    TIME_OUT_AFTER(Fault.timeout("send").afterAcceptance().times(1), SendMishap.UNKNOWN),
    RESET_BEFORE(Fault.reset("send").beforeAcceptance().times(1), "VERIFIED"),
    RESET_AFTER(Fault.reset("send").afterAcceptance().times(1), SendMishap.UNKNOWN),
    MALFORMED(Fault.malformed("send").afterAcceptance().times(1), SendMishap.UNKNOWN),
    MALFORMED_BEFORE(Fault.malformed("send").beforeAcceptance().times(1), "VERIFIED"),
    EMPTY(Fault.empty("send").afterAcceptance().times(1), SendMishap.UNKNOWN),
    EMPTY_BEFORE(Fault.empty("send").beforeAcceptance().times(1), "VERIFIED"),
    UNAVAILABLE(Fault.status("send", 503).beforeAcceptance().times(1), "VERIFIED"),
    THROTTLED(Fault.throttled("send", 2).times(2), "VERIFIED"),
    /** The refusals may open the circuit: who is never called for is told that much. */
    UNAUTHORIZED(
        Fault.status("send", 401), "(FAILED provider_unavailable|EXPIRED not_sent_in_time)"),
    NOT_SENT(Fault.notSent(), "REFUSED not_deliverable");

    private static final String UNKNOWN = "FAILED send_outcome_unknown";

    private final Fault fault;
    private final String end;

    SendMishap(Fault fault, String end) {
      this.fault = fault;
      this.end = end;
    }

    /** One for each use. */
    Fault fault() {
      return fault.copy();
    }

    String end() {
      return end;
    }
  }
}
