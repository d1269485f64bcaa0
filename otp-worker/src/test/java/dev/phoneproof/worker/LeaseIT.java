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
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Alone: another worker on the same Kafka would take a part of its records. */
@Isolated
class LeaseIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final UUID id = UUID.randomUUID();

  @Test
  void renewsTheLeaseOfAResultThatCannotBeCommittedYet() {
    try (WorkerUnderTest worker =
        WorkerUnderTest.start(
            "--phoneproof.provider.call-timeout=2s", "--phoneproof.provider.connect-timeout=2s")) {
      Duration latency = Duration.ofMillis(1_500);
      worker.simulator().define(Fault.on(CallKind.SEND, Effect.latency(latency)));
      worker
          .upstream()
          .publish(
              OtpRequested.overSms(
                  id, "shop", PhoneNumber.plain("+385912000001"), "login", Instant.now()));
      await().atMost(PATIENCE).until(() -> status(worker).equals("SENDING"));

      DataSource other = worker.dataSource();
      new TransactionTemplate(new DataSourceTransactionManager(other))
          .executeWithoutResult(transaction -> {
            JdbcClient holder = JdbcClient.create(other);
            assertThat(
                    holder.sql("select id from verification for update").query(UUID.class).single())
                .isEqualTo(id);
            await().atMost(PATIENCE).until(() -> leaseIsRenewed(worker));
          });

      await().atMost(PATIENCE).until(() -> status(worker).equals("SENT"));
      assertThat(worker.simulator().traffic().sendCalls()).isEqualTo(1);
    }
  }

  /** Longer than the lease that was taken for the call: its time-out and 5 s. */
  private boolean leaseIsRenewed(WorkerUnderTest worker) {
    return worker
        .database()
        .sql(
            "select lease_until > started_at + interval '10 seconds' from send"
                + " where verification_id = ? and status = 'CALLING'")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  private String status(WorkerUnderTest worker) {
    return worker
        .database()
        .sql("select coalesce((select status from verification where id = ?), '')")
        .param(id)
        .query(String.class)
        .single();
  }
}
