package dev.phoneproof.worker.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.worker.verification.SentTimes.Span;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentTimesTest {

  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void nothingReportedRevealsNothing() {
    assertThat(SentTimes.revealSend(List.of(), START, List.of())).isFalse();
  }

  @Test
  void aTimeAfterTheStartRevealsTheSend() {
    assertThat(SentTimes.revealSend(List.of(START.plusSeconds(1)), START, List.of())).isTrue();
  }

  @Test
  void aTimeFiveSecondsBeforeTheStartStillDoesForClocksDiffer() {
    assertThat(SentTimes.revealSend(List.of(START.minusSeconds(5)), START, List.of())).isTrue();
    assertThat(SentTimes.revealSend(List.of(START.minusMillis(5_001)), START, List.of())).isFalse();
  }

  @Test
  void anotherSendOfOursExplainsATime() {
    Span other = new Span(START.plusSeconds(2), START.plusSeconds(3));
    assertThat(SentTimes.revealSend(List.of(START.plusSeconds(2)), START, List.of(other)))
        .isFalse();
  }

  @Test
  void oneSendExplainsOneTimeOnly() {
    Span other = new Span(START.plusSeconds(2), START.plusSeconds(3));
    List<Instant> twice = List.of(START.plusSeconds(1), START.plusSeconds(2));
    assertThat(SentTimes.revealSend(twice, START, List.of(other))).isTrue();
  }

  @Test
  void aSendLongAgoExplainsNothingNow() {
    Span old = new Span(START.minusSeconds(60), START.minusSeconds(59));
    assertThat(SentTimes.revealSend(List.of(START.plusSeconds(1)), START, List.of(old))).isTrue();
  }
}
