package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Status;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Acceptance;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.worker.pacing.Circuits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What waits for a provider that does not answer ends in time all the same. */
@Isolated
@Tag("faults")
@Tag("full")
class PatienceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** One look-up at a time, for half a minute each: most of them never get a turn. */
  @Test
  void endsUncertainSendsThatNobodyCanLookUp() {
    try (WorkerUnderTest worker =
        WorkerUnderTest.start(
            "--phoneproof.provider.in-flight=8",
            "--phoneproof.provider.call-timeout=30s",
            "--phoneproof.verification.send-within=10s")) {
      worker.simulator().define(Fault.on(CallKind.SEND, Effect.malformed()));
      worker.simulator().define(Fault.on(CallKind.STATUS, Effect.timeout(Acceptance.BEFORE)));

      List<UUID> people = Stream.generate(() -> request(worker)).limit(8).toList();

      await()
          .atMost(PATIENCE)
          .until(() ->
              worker
                      .database()
                      .sql(
                          "select count(*) from verification"
                              + " where reason = 'SEND_OUTCOME_UNKNOWN'")
                      .query(Long.class)
                      .single()
                  >= people.size() - 1);
      assertThat(worker.simulator().traffic().sendCalls()).isEqualTo(people.size());
    }
  }

  @Test
  void dropsAnOldResendAlsoWhileNothingMayBeSent() {
    try (WorkerUnderTest worker =
        WorkerUnderTest.start(
            "--phoneproof.verification.resend-cooldown=1s",
            "--phoneproof.pacing.circuit-pause=60s")) {
      UUID person = request(worker);
      Instant resendAt =
          worker.upstream().awaitStatus(person, Status.SENT).state().times().resendAt();
      await().atMost(PATIENCE).until(() -> Instant.now().isAfter(resendAt));
      worker.simulator().define(Fault.on(CallKind.SEND, Effect.status(503)));
      Stream.generate(() -> request(worker)).limit(25).forEach(id -> {});
      Circuits circuits = worker.bean(Circuits.class);
      await().atMost(PATIENCE).until(() -> !circuits.send().isClosed());

      worker.upstream().publish(new OtpResendRequested(person, "shop", Channel.SMS, Instant.now()));
      await().atMost(PATIENCE).until(() -> resends(worker, "WAITING") == 1);
      worker
          .database()
          .sql("update send set created_at = created_at - interval '31 s' where kind = 'RESEND'")
          .update();

      await().atMost(PATIENCE).until(() -> resends(worker, "DONE") == 1);
      assertThat(worker.simulator().traffic().resends()).isZero();
    }
  }

  private static UUID request(WorkerUnderTest worker) {
    UUID id = UUID.randomUUID();
    String digits = "%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000));
    worker
        .upstream()
        .publish(
            OtpRequested.overSms(
                id, "shop", PhoneNumber.plain("+38591" + digits), "login", Instant.now()));
    return id;
  }

  private static long resends(WorkerUnderTest worker, String status) {
    return worker
        .database()
        .sql("select count(*) from send where kind = 'RESEND' and status = ?")
        .param(status)
        .query(Long.class)
        .single();
  }
}
