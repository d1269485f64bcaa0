package dev.phoneproof.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.VerificationState;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeenTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final UUID ID = UUID.randomUUID();

  @Test
  void isRequestedAtRevisionZeroBeforeAnyOutcome() {
    VerificationState state = unheard().stateAt(START);
    assertThat(state.status()).isEqualTo(Status.REQUESTED);
    assertThat(state.revision()).isZero();
    assertThat(state.attemptsRemaining()).isEqualTo(5);
    assertThat(state.times().sendBy()).isEqualTo(START.plusSeconds(120));
  }

  @Test
  void endsWithoutAnAnswerAMinuteAfterTheLastTimeToSend() {
    Instant silent = START.plusSeconds(180);
    assertThat(unheard().stateAt(silent.minusMillis(1)).status()).isEqualTo(Status.REQUESTED);
    assertThat(unheard().stateAt(silent).status()).isEqualTo(Status.EXPIRED);
    assertThat(unheard().stateAt(silent).reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(unheard().stateAt(silent).revision()).isZero();
  }

  @Test
  void endsWithoutAnAnswerAMinuteAfterThePinsEndOnceSent() {
    Instant expiresAt = START.plus(Duration.ofMinutes(5));
    Seen sent = Seens.sent(ID, 2, START, expiresAt);
    assertThat(sent.stateAt(expiresAt.plusSeconds(59)).status()).isEqualTo(Status.SENT);
    assertThat(sent.stateAt(expiresAt.plusSeconds(60)).reason()).isEqualTo(Reason.NO_ANSWER);
  }

  @Test
  void keepsARealEndForever() {
    Seen ended = new Seen("shop", Outcomes.ended(ID, Status.VERIFIED, null, 3).state(), START);
    assertThat(ended.stateAt(START.plus(Duration.ofDays(1))).status()).isEqualTo(Status.VERIFIED);
    assertThat(ended.isSilent(START.plus(Duration.ofDays(1)))).isFalse();
  }

  private static Seen unheard() {
    return Seen.nothingYet(ID, Channel.SMS, "login", START.plusSeconds(120), START);
  }
}
