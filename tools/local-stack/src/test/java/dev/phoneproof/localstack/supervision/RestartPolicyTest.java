package dev.phoneproof.localstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final RestartPolicy policy = new RestartPolicy();

  @Test
  void waitsLongerAfterEachInstantDeathAndThenGivesUp() {
    for (long seconds : new long[] {1, 2, 4, 8}) {
      assertThat(policy.afterDeath(SHORT)).contains(Duration.ofSeconds(seconds));
    }
    assertThat(policy.afterDeath(SHORT)).isEmpty();
  }

  @Test
  void forgetsInstantDeathsAfterALongLife() {
    for (int i = 0; i < 4; i++) {
      policy.afterDeath(SHORT);
    }

    assertThat(policy.afterDeath(LONG)).contains(Duration.ofSeconds(1));
    assertThat(policy.afterDeath(SHORT)).contains(Duration.ofSeconds(2));
  }
}
