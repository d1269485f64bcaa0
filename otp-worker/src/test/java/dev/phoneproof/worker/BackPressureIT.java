package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.worker.intake.RequestsPause;
import dev.phoneproof.worker.pacing.Permits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** Alone: each test has a worker with settings of its own, which would take the others' records. */
@Isolated
class BackPressureIT {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void findsTheProvidersLimitByItselfAndServesEverybody() {
    try (WorkerUnderTest worker = WorkerUnderTest.start()) {
      worker.simulator().define(Fault.on(CallKind.SEND, Effect.perSecond(30)));

      request(worker, 120);

      awaitSent(worker, 120);
      assertThat(worker.simulator().traffic().sends()).isEqualTo(120);
      assertThat(worker.bean(Permits.class).pace().permitsPerSecond()).isLessThan(500);
    }
  }

  @Test
  void makesFewMessagesUncertainAndChecksPinsWhileNothingCanBeSent() {
    try (WorkerUnderTest worker =
        WorkerUnderTest.start("--PHONEPROOF_OPERATORS=" + OperatorHttp.OPERATORS)) {
      Fault down = Fault.on(CallKind.SEND, Effect.status(503));
      UUID sent = request(worker, 1).getFirst();
      awaitSent(worker, 1);
      worker.simulator().define(down);
      request(worker, 30);
      await().atMost(PATIENCE).until(() -> gauge(worker, "phoneproof.circuit.open") == 1);

      request(worker, 100);
      await().atMost(PATIENCE).until(() -> gauge(worker, "phoneproof.backlog") >= 80);
      submit(worker, sent);
      await()
          .atMost(PATIENCE)
          .until(() -> count(worker, "submission where verdict = 'WRONG_PIN'") == 1);
      JsonNode status = OperatorHttp.json(OperatorHttp.ana(worker).get("/operator/v1/status"));
      String metrics = OperatorHttp.management(worker).get("/actuator/prometheus").body();
      long uncertain = worker.simulator().traffic().sendCalls();
      worker.simulator().clearFaults();

      awaitSent(worker, 131);
      assertThat(uncertain).isLessThan(60);
      assertThat(metrics)
          .contains("phoneproof_circuit_open{call=\"send\"} 1.0")
          .contains("phoneproof_provider_calls_seconds_count{call=\"send\",result=\"unknown\"}")
          .contains("phoneproof_backlog{of=\"send\"}")
          .contains("phoneproof_permits_rate 1000.0");
      assertThat(status.path("circuits").path("send").asString()).isNotEqualTo("closed");
      assertThat(status.path("circuits").path("verify").asString()).isEqualTo("closed");
      assertThat(status.path("backlog").path("sends").asInt()).isGreaterThanOrEqualTo(80);
      assertThat(status.path("permits").path("most").asInt()).isEqualTo(1_000);
      assertThat(status.path("requestsPaused").asBoolean(true)).isFalse();
      assertThat(status.path("lag").path("otp.requests").asInt(-1)).isZero();
      assertThat(worker.simulator().traffic().sends()).isEqualTo(131);
    }
  }

  @Test
  void saysUnavailableToThoseWhoTypeWhileChecksAreHeldBack() {
    try (WorkerUnderTest worker = WorkerUnderTest.start()) {
      List<UUID> people = request(worker, 30);
      awaitSent(worker, 30);
      worker.simulator().define(Fault.on(CallKind.VERIFY, Effect.status(503)));
      people.subList(0, 25).forEach(id -> submit(worker, id));
      await()
          .atMost(PATIENCE)
          .until(() -> gauge(worker, "phoneproof.circuit.open", "call", "verify") == 1);

      people.subList(25, 30).forEach(id -> submit(worker, id));

      await().atMost(PATIENCE).until(() -> count(worker, "submission where status = 'DONE'") == 30);
      assertThat(
              count(
                  worker,
                  "submission where verdict in "
                      + "('PROVIDER_UNAVAILABLE', 'VERIFY_OUTCOME_UNKNOWN')"))
          .isEqualTo(30);
      assertThat(count(worker, "verification where status = 'SENT'")).isEqualTo(30);
    }
  }

  @Test
  void keepsToTheRateThatIsSetAndLeavesInKafkaWhatIsTooMuch() {
    try (WorkerUnderTest worker =
        WorkerUnderTest.start(
            "--phoneproof.pacing.permits-per-second=20", "--phoneproof.pacing.most-waiting=30")) {
      worker.simulator().define(Fault.on(CallKind.SEND, Effect.perSecond(30)));
      RequestsPause pause = worker.bean(RequestsPause.class);

      request(worker, 80);
      await().atMost(PATIENCE).until(pause::isPaused);
      request(worker, 20);

      awaitSent(worker, 100);
      await().atMost(PATIENCE).until(() -> !pause.isPaused());
      // Nothing was throttled: each was asked for once.
      assertThat(worker.simulator().traffic().sendCalls()).isEqualTo(100);
    }
  }

  private static List<UUID> request(WorkerUnderTest worker, int people) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      UUID id = UUID.randomUUID();
      PhoneNumber number = PhoneNumber.plain("+3859130" + (10_000 + NUMBERS.incrementAndGet()));
      worker.upstream().publish(OtpRequested.overSms(id, "shop", number, "login", Instant.now()));
      ids.add(id);
    }
    return ids;
  }

  private static void submit(WorkerUnderTest worker, UUID id) {
    worker
        .upstream()
        .publish(
            new OtpSubmitted(id, "shop", UUID.randomUUID(), Pin.plain("wrong"), Instant.now()));
  }

  private static double gauge(WorkerUnderTest worker, String name) {
    return gauge(worker, name, name.endsWith("backlog") ? "of" : "call", "send");
  }

  private static double gauge(WorkerUnderTest worker, String name, String tag, String value) {
    return worker.bean(MeterRegistry.class).get(name).tag(tag, value).gauge().value();
  }

  private static void awaitSent(WorkerUnderTest worker, long people) {
    await()
        .atMost(PATIENCE)
        .until(() -> count(worker, "verification where status = 'SENT'") == people);
  }

  private static long count(WorkerUnderTest worker, String what) {
    return worker.database().sql("select count(*) from " + what).query(Long.class).single();
  }
}
