package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone: another worker on the same Kafka would take a part of its records. */
@Isolated
class WorkerStopIT {

  private static final long IN_FLIGHT = 20;

  @Test
  void opensNoPortForOperatorsWhenThereAreNone() {
    try (WorkerUnderTest worker = WorkerUnderTest.start("--server.port=0")) {
      OperatorHttp stranger =
          new OperatorHttp("http://127.0.0.1:" + worker.managementPort(), null, null);
      assertThat(worker.port()).isEqualTo(-1);
      assertThat(stranger.get("/actuator/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void writesTheResultsOfCallsInFlightBeforeItStops() {
    try (WorkerUnderTest worker = WorkerUnderTest.start()) {
      worker
          .simulator()
          .define(
              Fault.on(
                  CallKind.SEND, Effect.latency(Duration.ofMillis(500), Duration.ofMillis(2_000))));
      for (int i = 0; i < IN_FLIGHT; i++) {
        worker
            .upstream()
            .publish(
                OtpRequested.overSms(
                    UUID.randomUUID(),
                    "shop",
                    PhoneNumber.plain("+38591200" + (1_000 + i)),
                    "login",
                    Instant.now()));
      }
      await().until(() -> worker.simulator().traffic().sendCalls() == IN_FLIGHT);

      worker.stopWorker();

      assertThat(
              worker
                  .database()
                  .sql("select count(*) from verification where status = 'SENT'")
                  .query(Long.class)
                  .single())
          .isEqualTo(IN_FLIGHT);
    }
  }
}
