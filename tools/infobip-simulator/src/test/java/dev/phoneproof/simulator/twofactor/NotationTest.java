package dev.phoneproof.simulator.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {

  @ParameterizedTest
  @CsvSource({"15m,PT15M", "h,PT1H", "250ms,PT0.25S", "3s,PT3S", "365d,P365D"})
  void readsATimeSpan(String text, Duration expected) {
    assertThat(TimeSpan.parse(text).duration()).isEqualTo(expected);
    assertThat(TimeSpan.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "15 m", "0s", "366d", "-1s", "1w", "999999999999d"})
  void refusesWhatIsNoTimeSpan(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TimeSpan.parse(text));
  }

  @Test
  void readsALimit() {
    RateLimit limit = RateLimit.parse("3/1d");

    assertThat(limit.attempts()).isEqualTo(3);
    assertThat(limit.window()).isEqualTo(Duration.ofDays(1));
    assertThat(RateLimit.parse("5/h").window()).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "3/", "/1d", "0/1d", "3/1w", "3/0s", "9999999999/1d"})
  void refusesWhatIsNoLimit(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.parse(text));
  }
}
