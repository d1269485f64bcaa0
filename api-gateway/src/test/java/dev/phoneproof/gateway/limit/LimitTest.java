package dev.phoneproof.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {

  private final ManualTime time = new ManualTime();
  private final Bucket bucket = bucket();

  @Test
  void takesOneOfEach() {
    Bucket other = bucket();
    Charge charge = Limit.takeOfEach(List.of(Limit.of(bucket), Limit.of(other)));
    assertThat(charge.untilNext()).isZero();
    assertThat(bucket.getAvailableTokens()).isEqualTo(9);
    assertThat(other.getAvailableTokens()).isEqualTo(9);
  }

  @Test
  void givesBackWhatItTookWhenSomebodyElseWasFaster() {
    Charge charge = Limit.takeOfEach(List.of(Limit.of(bucket), justTaken()));
    assertThat(charge.untilNext()).isPositive();
    assertThat(bucket.getAvailableTokens()).isEqualTo(10);
  }

  /** Has one when it is asked, and none when one is taken. */
  private static Limit justTaken() {
    return new Limit() {
      @Override
      public Duration untilNext() {
        return Duration.ZERO;
      }

      @Override
      public List<Bucket> take() {
        return List.of();
      }
    };
  }

  private Bucket bucket() {
    return new Rate(10, Duration.ofHours(1)).fullBucket(time);
  }
}
