package dev.phoneproof.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @ParameterizedTest
  @CsvSource({"60/1h, 60, PT1H", "1/1s, 1, PT1S", " 5/15m, 5, PT15M", "3/1d, 3, PT24H"})
  void isReadAsItIsWritten(String text, int count, Duration per) {
    assertThat(Rate.valueOf(text)).isEqualTo(new Rate(count, per));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "/1h", "60/h", "60 per hour", "-1/1h", "1e3/1h", "60/1ms"})
  void isNothingElse(String text) {
    assertThatThrownBy(() -> Rate.valueOf(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void comesBackOneByOne() {
    ManualTime time = new ManualTime();
    Bucket bucket = new Rate(60, Duration.ofHours(1)).fullBucket(time);
    assertThat(bucket.tryConsume(60)).isTrue();
    assertThat(bucket.tryConsume(1)).isFalse();

    time.move(Duration.ofMinutes(1));
    assertThat(bucket.tryConsume(1)).isTrue();
    assertThat(bucket.tryConsume(1)).isFalse();

    time.move(Duration.ofDays(2));
    assertThat(bucket.getAvailableTokens()).isEqualTo(60);
  }
}
