package dev.phoneproof.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff =
      new Backoff(
          new ProviderPolicy(
              Duration.ofSeconds(10),
              Duration.ofSeconds(3),
              512,
              Duration.ofMillis(500),
              Duration.ofSeconds(15)));

  @RepeatedTest(20)
  void growsExponentiallyWithJitter() {
    assertThat(backoff.after(1, null)).isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
    assertThat(backoff.after(3, null)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(3000));
  }

  @RepeatedTest(20)
  void isBounded() {
    assertThat(backoff.after(30, null)).isLessThanOrEqualTo(Duration.ofMillis(22_500));
  }

  @Test
  void waitsAsLongAsTheProviderAsks() {
    assertThat(backoff.after(1, Duration.ofSeconds(40))).isEqualTo(Duration.ofSeconds(40));
  }
}
