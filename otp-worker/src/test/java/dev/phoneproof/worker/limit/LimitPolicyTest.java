package dev.phoneproof.worker.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitPolicyTest {

  @Test
  void refusesMoreWrongPinsInARowThanNistAllows() {
    assertThatThrownBy(() -> new LimitPolicy(5, 10, 30, 1, 51, Duration.ofDays(30)))
        .hasMessage("PHONEPROOF_LIMITS_WRONG_PINS must be from 5 to 50");
  }

  @Test
  void refusesToLetNobodyAsk() {
    assertThatThrownBy(() -> new LimitPolicy(0, 10, 30, 1, 50, Duration.ofDays(30)))
        .hasMessage("PHONEPROOF_LIMITS_ORIGIN_PER_HOUR must be from 1 to 1000");
  }
}
