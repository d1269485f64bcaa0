package dev.phoneproof.worker.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.phoneproof.worker.verification.Msisdn;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ThrottledNumbersTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ThrottledNumbers numbers = new ThrottledNumbers(0);

  @Test
  void slowsToWhatWasAccepted() {
    for (int i = 0; i < 75; i++) {
      assertThat(note(i, true, SECOND / 2)).isEmpty();
    }
    for (int i = 0; i < 24; i++) {
      assertThat(note(i, false, SECOND / 2)).isEmpty();
    }

    OptionalDouble share = note(99, false, SECOND);

    assertThat(share.orElseThrow()).isCloseTo(0.25 * 0.9, within(0.001));
  }

  @Test
  void leavesAloneWhatConcernsOneNumber() {
    for (int i = 0; i < 100; i++) {
      assertThat(note(i % 2, true, SECOND * 2)).isEmpty();
    }
  }

  @Test
  void leavesAFewThrottledAmongManyAlone() {
    for (int i = 0; i < 100; i++) {
      assertThat(note(i, i % 12 == 11, SECOND * 2)).isEmpty();
    }
  }

  @Test
  void learnsNothingFromCallsThatBeganBeforeItSlowed() {
    note(1, true, SECOND / 2);
    note(2, true, SECOND / 2);
    assertThat(note(3, true, SECOND)).isPresent();

    for (int i = 0; i < 10; i++) {
      assertThat(numbers.note(number(i), true, SECOND - 1, SECOND * 3)).isEmpty();
    }
  }

  @Test
  void forgetsWhatIsFiveSecondsOld() {
    note(1, true, SECOND / 2);
    note(2, true, SECOND / 2);

    assertThat(note(3, true, SECOND * 6)).isEmpty();
  }

  private OptionalDouble note(int number, boolean throttled, long at) {
    return numbers.note(number(number), throttled, at, at);
  }

  private static Msisdn number(int which) {
    return new Msisdn("+3859112" + (10_000 + which));
  }
}
