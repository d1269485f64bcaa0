package dev.phoneproof.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

class AdmissionTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Quotas everythingIsUsedUp =
      new Quotas(JdbcClient.create(new DriverManagerDataSource()), new JsonMapper()) {
        @Override
        List<Refusal> take(List<Wish> wishes) {
          return wishes.stream()
              .map(wish -> new Refusal(wish.id(), "all_per_day", Instant.MAX))
              .toList();
        }
      };

  @BeforeEach
  void begin() {
    TransactionSynchronizationManager.initSynchronization();
  }

  @AfterEach
  void end() {
    TransactionSynchronizationManager.clear();
  }

  /** What is rolled back comes again. */
  @Test
  void showsARefusalOnceItIsCommitted() {
    Admission admission = new Admission(Asking.RULES, everythingIsUsedUp, meters);

    admission.refuseRequests(List.of(Asking.from(Origin.UNKNOWN)));
    assertThat(meters.find("phoneproof.refused").counter()).isNull();

    TransactionSynchronizationManager.getSynchronizations()
        .forEach(TransactionSynchronization::afterCommit);
    assertThat(meters.get("phoneproof.refused").tag("limit", "all_per_day").counter().count())
        .isEqualTo(1);
  }
}
