package dev.phoneproof.simulator.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RollingLimitTest {
  private final RollingLimit used = new RollingLimit();

  @Test
  void freesAnAttemptWhenTheOldestLeavesTheWindow() {
    RateLimit limit = RateLimit.parse("2/10s");

    assertThat(used.tryAcquire(limit, 0)).isZero();
    assertThat(used.tryAcquire(limit, 4_000)).isZero();
    assertThat(used.tryAcquire(limit, 9_999)).isEqualTo(Duration.ofMillis(1));
    assertThat(used.tryAcquire(limit, 10_000)).isZero();
    assertThat(used.tryAcquire(limit, 10_000)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void givesAnAttemptBack() {
    RateLimit limit = RateLimit.parse("1/1d");
    used.tryAcquire(limit, 0);

    used.undo();

    assertThat(used.tryAcquire(limit, 1)).isZero();
  }

  @Test
  void neverLetsMoreThroughWhenEventsShareAnEntry() {
    RateLimit limit = RateLimit.parse("10000/1d");
    int passed = 0;
    for (int i = 0; i < 20_000; i++) {
      passed += used.tryAcquire(limit, i * 4_000L).isZero() ? 1 : 0;
    }

    assertThat(passed).isEqualTo(10_000);
    assertThat(used.tryAcquire(limit, Duration.ofDays(1).toMillis() + 30_000)).isZero();
  }

  @Test
  void countsRightWhenManyAskAtOnce() {
    RateLimit limit = RateLimit.parse("500/1d");
    AtomicInteger passed = new AtomicInteger();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2_000; i++) {
        tasks.submit(() -> {
          if (used.tryAcquire(limit, 7).isZero()) {
            passed.incrementAndGet();
          }
        });
      }
    }

    assertThat(passed).hasValue(500);
  }
}
