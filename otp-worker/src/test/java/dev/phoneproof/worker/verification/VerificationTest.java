package dev.phoneproof.worker.verification;

import static dev.phoneproof.worker.verification.Rows.NOW;
import static dev.phoneproof.worker.verification.Rows.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.VerificationState;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class VerificationTest {

  @Test
  void isSentFromTheStartOfItsCallOn() {
    Verification verification = Rows.verification(Status.SENDING);
    verification.sent("pin-id", Channel.VOICE, NOW, NOW.plusSeconds(3), POLICY);

    VerificationState state = verification.state();
    assertThat(state.status()).isEqualTo(Status.SENT);
    assertThat(state.delivery()).isEqualTo("pending");
    assertThat(state.channel()).isEqualTo(Channel.VOICE);
    assertThat(state.times().expiresAt()).isEqualTo(NOW.plusSeconds(300));
    assertThat(state.times().resendAt()).isEqualTo(NOW.plusSeconds(63));
    assertThat(state.times().voiceAt()).isEqualTo(NOW.plusSeconds(63));
    assertThat(state.revision()).isEqualTo(1);
  }

  @Test
  void keepsItsEndWhenThePinIsSentAgain() {
    Verification verification = Rows.sent();
    verification.resent(Channel.SMS, NOW.plusSeconds(100), POLICY);
    assertThat(verification.state().times().expiresAt()).isEqualTo(NOW.plusSeconds(300));
    assertThat(verification.state().times().resendAt()).isEqualTo(NOW.plusSeconds(220));
  }

  @Test
  void saysThatItIsNotSentAgainWhenALimitIsReached() {
    Verification verification = Rows.sent();
    verification.resendRefused(NOW.plusSeconds(3600), NOW);
    assertThat(verification.state().status()).isEqualTo(Status.SENT);
    assertThat(verification.state().times().resendAt()).isNull();
    assertThat(verification.state().times().voiceAt()).isNull();
    assertThat(verification.state().times().retryAt()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(verification.state().revision()).isEqualTo(2);

    verification.verified(NOW);
    assertThat(verification.state().times().retryAt()).isNull();
  }

  @Test
  void hasNoAttemptLeftWhenItIsLocked() {
    Verification verification = Rows.sent();
    Rows.set(verification, "guesses", 1);
    verification.locked(NOW);
    assertThat(verification.state().attemptsRemaining()).isZero();
  }

  @Test
  void staysSentAfterAWrongPinAndSaysHowManyAreLeft() {
    Verification verification = Rows.sent();
    Rows.set(verification, "guesses", 2);
    verification.wrongPin(NOW);
    assertThat(verification.state().status()).isEqualTo(Status.SENT);
    assertThat(verification.state().attemptsRemaining()).isEqualTo(3);
  }

  @Test
  void isLockedByTheWrongPinThatWasTheLastGuess() {
    Verification verification = Rows.sent();
    Rows.set(verification, "guesses", VerificationPolicy.MAX_GUESSES);
    verification.wrongPin(NOW);
    assertThat(verification.state().status()).isEqualTo(Status.LOCKED);
    assertThat(verification.state().reason()).isEqualTo(Reason.TOO_MANY_ATTEMPTS);
  }

  @Test
  void erasesThePinIdAtEveryEnd() {
    List<Consumer<Verification>> ends =
        List.of(
            one -> one.verified(NOW),
            one -> {
              Rows.set(one, "guesses", VerificationPolicy.MAX_GUESSES);
              one.wrongPin(NOW);
            },
            one -> one.locked(NOW),
            one -> one.pinExpired(NOW),
            one -> one.cancel(NOW),
            one -> one.neverSent(NOW),
            one -> one.refused(Reason.NOT_DELIVERABLE, NOW),
            one -> one.failed(Reason.UNPROCESSABLE, NOW));
    for (Consumer<Verification> end : ends) {
      Verification verification = Rows.sent();
      end.accept(verification);
      assertThat(verification.status().isFinal()).isTrue();
      assertThat(verification.pinId()).isNull();
      assertThat(verification.state().times().resendAt()).isNull();
      assertThat(verification.state().times().voiceAt()).isNull();
    }
  }

  @Test
  void blamesTheProviderWhenItRefusedTheAccountUntilTheEnd() {
    Verification verification = Rows.verification(Status.SENDING);
    verification.sendLater(NOW.plusSeconds(1), true);
    verification.neverSent(NOW);
    assertThat(verification.status()).isEqualTo(Status.FAILED);
    assertThat(verification.reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE);
  }

  @Test
  void forgetsARefusedAccountWhenALaterTryFailedOtherwise() {
    Verification verification = Rows.verification(Status.SENDING);
    verification.sendLater(NOW, true);
    verification.sendLater(NOW, false);
    verification.neverSent(NOW);
    assertThat(verification.reason()).isEqualTo(Reason.NOT_SENT_IN_TIME);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      mode = Mode.EXCLUDE,
      names = {"REQUESTED", "SENDING", "SENT"})
  void neverLeavesAnEnd(Status end) {
    List<Consumer<Verification>> moves =
        List.of(
            one -> one.sent("id", Channel.SMS, NOW, NOW, POLICY),
            one -> one.verified(NOW),
            one -> one.wrongPin(NOW),
            one -> one.locked(NOW),
            one -> one.pinExpired(NOW),
            one -> one.neverSent(NOW),
            one -> one.refused(Reason.NOT_DELIVERABLE, NOW),
            one -> one.failed(Reason.SEND_OUTCOME_UNKNOWN, NOW),
            one -> one.resent(Channel.SMS, NOW, POLICY));
    for (Consumer<Verification> move : moves) {
      Verification verification = Rows.verification(end);
      assertThatThrownBy(() -> move.accept(verification)).isInstanceOf(IllegalStateException.class);
      assertThat(verification.status()).isEqualTo(end);
      assertThat(verification.revision()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void isCancelledUnlessItHasEnded(Status status) {
    Verification verification = Rows.verification(status);
    verification.cancel(NOW);
    assertThat(verification.status()).isEqualTo(status.isFinal() ? status : Status.CANCELED);
  }
}
