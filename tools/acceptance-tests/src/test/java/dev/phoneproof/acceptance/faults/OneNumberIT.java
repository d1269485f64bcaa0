package dev.phoneproof.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.acceptance.Answer;
import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.Verification;
import dev.phoneproof.acceptance.faults.Inbox.Delivered;
import dev.phoneproof.acceptance.faults.Ledger.Row;
import dev.phoneproof.acceptance.faults.Way.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two verifications of one number live at the same time: neither may profit from the other. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT) // They mostly wait.
@ExtendWith(WithCluster.class)
@ResourceLock(value = Cluster.CIRCUITS, mode = ResourceAccessMode.READ)
class OneNumberIT {

  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private static final int PAIRS = Scale.of(3, 15);

  private final Cluster cluster;

  OneNumberIT(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The first send is lost before it went out; both are sent in the end, each with its own PIN. */
  @Test
  @Tag("full")
  void bothAreSentThoughASendTimesOut() {
    Scenario scenario = new Scenario(cluster, PAIRS + " pairs of one number, a send times out");
    List<Phone> phones = phones();
    for (Phone phone : phones) {
      cluster.strike(Fault.timeout("send").beforeAcceptance().times(1).at(phone));
      scenario.overKafka(phone, Habit.FORGETS);
      scenario.overHttp(phone, Habit.FORGETS);
    }

    Summary summary = scenario.check();

    assertThat(summary.everybodyWasServed()).isTrue();
    assertThat(phones).allSatisfy(phone -> assertThat(messages(phone)).hasSize(2));
  }

  /** The first message is out and its answer lost: that is said, and the second is not hindered. */
  @Test
  void oneIsToldUnknownAndTheOtherIsSent() {
    Scenario scenario =
        new Scenario(cluster, PAIRS + " pairs of one number, an answer to a send is lost");
    List<Phone> phones = phones();
    for (Phone phone : phones) {
      cluster.strike(Fault.timeout("send").afterAcceptance().times(1).at(phone));
      scenario.overKafka(phone, Habit.FORGETS);
      scenario.overHttp(phone, Habit.FORGETS);
    }

    Summary summary = scenario.check();

    assertThat(summary.ended("FAILED", "send_outcome_unknown")).isEqualTo(PAIRS);
    assertThat(summary.served()).isEqualTo(PAIRS);
    assertThat(phones).allSatisfy(phone -> assertThat(messages(phone)).hasSize(2));
  }

  /** Infobip's look-up by number says "verified" then, and must not be asked. */
  @Test
  void aGuessThatTimesOutIsNotCreditedWithTheOwnersSuccess() {
    Scenario scenario = new Scenario(cluster, PAIRS + " guesses beside the owner's success");
    List<CompletableFuture<Void>> all =
        phones().stream()
            .map(phone ->
                CompletableFuture.runAsync(() -> guessesBesideTheOwner(scenario, phone), THREADS))
            .toList();
    all.forEach(CompletableFuture::join);

    Summary summary = scenario.check();

    assertThat(summary.ends()).containsEntry("VERIFIED", (long) PAIRS);
    assertThat(summary.ends()).containsEntry("EXPIRED:pin_expired", (long) PAIRS);
  }

  private void guessesBesideTheOwner(Scenario scenario, Phone phone) {
    Asked owner = scenario.overHttp(phone, Habit.FORGETS);
    sent(owner);
    Asked stranger = scenario.overHttp(phone, Habit.FORGETS);
    sent(stranger);
    String pin = messages(phone).getFirst().pin();

    Fault silence = Fault.timeout("verify").beforeAcceptance().times(1).at(phone);
    cluster.strike(silence);
    CompletableFuture<Answer> guess =
        CompletableFuture.supplyAsync(() -> over(stranger).types("00000000"), THREADS);
    await().until(() -> cluster.simulator().verifyCalls(phone) > 0);
    assertThat(scenario.overHttp().types(owner, pin))
        .as(() -> cluster.ledger().caseFile(owner.id()))
        .isEqualTo(Told.VERIFIED);
    cluster.strike(silence.copy());

    assertThat(guess.join().text()).doesNotContain("\"verified\":true");
    Map<UUID, Row> rows = cluster.ledger().rows(List.of(owner.id(), stranger.id()));
    assertThat(rows.get(owner.id()).status()).isEqualTo("VERIFIED");
    assertThat(rows.get(stranger.id()).status()).isEqualTo("SENT");
  }

  private static void sent(Asked asked) {
    over(asked).awaitStatus("SENT", Duration.ofSeconds(30));
  }

  private static Verification over(Asked asked) {
    return Objects.requireNonNull(asked.overHttp());
  }

  private List<Phone> phones() {
    return IntStream.range(0, PAIRS).mapToObj(_ -> cluster.phone()).toList();
  }

  private List<Delivered> messages(Phone phone) {
    return cluster.inbox().at(phone.msisdn());
  }
}
