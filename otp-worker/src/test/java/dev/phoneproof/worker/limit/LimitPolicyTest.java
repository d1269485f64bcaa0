package dev.phoneproof.worker.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitPolicyTest {

  @Test
  void refusesMoreWrongPinsInARowThanNistAllows() {
    assertThatThrownBy(() -> new LimitPolicy(5, 10, 10, 20, 120, 1, 51, Duration.ofDays(30)))
        .hasMessage("PHONEPROOF_LIMITS_WRONG_PINS must be from 5 to 50");
  }

  @Test
  void refusesToLetNobodyAsk() {
    assertThatThrownBy(() -> new LimitPolicy(0, 10, 10, 20, 120, 1, 50, Duration.ofDays(30)))
        .hasMessage("PHONEPROOF_LIMITS_ORIGIN_PER_HOUR must be from 1 to 1000");
  }

  @ParameterizedTest
  @CsvSource({"10, 20, 119, 120", "14, 20, 125, 126", "10, 30, 179, 180"})
  void refusesToLetASingleOriginUseUpANumber(
      int originPerDay, int networkPerDay, int numberPerDay, int least) {
    assertThatThrownBy(() ->
            new LimitPolicy(
                5, originPerDay, 10, networkPerDay, numberPerDay, 1, 50, Duration.ofDays(30)))
        .hasMessage("PHONEPROOF_LIMITS_NUMBER_PER_DAY must be from " + least + " to 100000");
  }
}
