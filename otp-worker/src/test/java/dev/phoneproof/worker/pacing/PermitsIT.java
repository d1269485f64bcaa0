package dev.phoneproof.worker.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.testservers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** On a real PostgreSQL: the row and its lock are what is tested. */
@Execution(ExecutionMode.SAME_THREAD)
class PermitsIT {

  private static final int RATE = 200;
  private static final int BUCKET = RATE / 10;

  private static final JdbcClient JDBC = JdbcClient.create(database());

  private final JdbcClient jdbc = JDBC;

  @BeforeEach
  void asAtTheBeginning() {
    jdbc.sql("delete from provider_permit").update();
    jdbc.sql("insert into provider_permit default values").update();
  }

  @Test
  void allWorkersTogetherTakeNoMoreThanTheRate() {
    long begun = System.nanoTime();
    AtomicInteger taken = new AtomicInteger();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int worker = 0; worker < 4; worker++) {
        workers.execute(() -> {
          Permits permits = permits();
          for (int i = 0; i < 40; i++) {
            taken.addAndGet(permits.take(7));
          }
        });
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;

    assertThat(taken.get()).isPositive().isLessThanOrEqualTo((int) (RATE * seconds) + BUCKET + 1);
  }

  @Test
  void keepsATenthOfASecondAtMost() {
    assertThat(permits().take(1_000)).isEqualTo(BUCKET);
  }

  @Test
  void takesBackWhatWasNotUsed() {
    Permits permits = permits();
    int taken = permits.take(BUCKET);

    permits.giveBack(taken);

    assertThat(permits.take(BUCKET)).isEqualTo(BUCKET);
  }

  @Test
  void slowsToAShareOfWhatWasUsedAndOnlyOnceInAWhile() {
    Permits permits = permits();
    int used = permits.take(BUCKET);

    permits.slow(0.5);
    permits.slow(0.5);

    assertThat(permits.pace().permitsPerSecond()).isCloseTo(used * 0.5, within(0.001));
  }

  @Test
  void growsBackToTheRateByItself() {
    Permits permits = permits();
    permits.take(BUCKET);
    permits.slow(0.5);

    jdbc.sql("update provider_permit set slowed_at = slowed_at - interval '10 seconds'").update();
    assertThat(permits.pace().permitsPerSecond()).isBetween(BUCKET * 0.5 * 4, BUCKET * 0.5 * 5);
    jdbc.sql("update provider_permit set slowed_at = slowed_at - interval '10 days'").update();
    assertThat(permits.pace().permitsPerSecond()).isEqualTo(RATE);
  }

  @Test
  void aRateBelowTenStillGivesSinglePermits() {
    int rate = 2;
    Permits permits = new Permits(jdbc, new PacingPolicy(rate, Duration.ofSeconds(1), 10));
    List<Integer> takes = new ArrayList<>();
    long begun = System.nanoTime();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          takes.add(permits.take(5));
          return sum(takes) == 3;
        });

    double seconds = (System.nanoTime() - begun) / 1e9;
    assertThat(takes).containsOnly(0, 1);
    assertThat(sum(takes)).isLessThanOrEqualTo((int) (rate * seconds) + 1);
  }

  @Test
  void saysHowManyWereTaken() {
    Permits permits = permits();
    permits.take(3);

    assertThat(permits.pace()).isEqualTo(new Permits.Pace(RATE, 3));
  }

  private static int sum(List<Integer> takes) {
    return takes.stream().mapToInt(Integer::intValue).sum();
  }

  private Permits permits() {
    return new Permits(jdbc, new PacingPolicy(RATE, Duration.ofSeconds(1), 10));
  }

  private static DriverManagerDataSource database() {
    DriverManagerDataSource database =
        new DriverManagerDataSource(
            TestServers.postgres().newDatabase(),
            TestServers.postgres().username(),
            TestServers.postgres().password());
    Flyway.configure().dataSource(database).load().migrate();
    return database;
  }
}
