package dev.phoneproof.worker.verification;

import static dev.phoneproof.worker.verification.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubmissionTest {

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"REQUESTED", "SENDING"})
  void waitsEightSecondsForTheMessage(Status status) {
    Verification verification = Rows.verification(status);
    Submission guess = Rows.guess(verification);
    assertThat(guess.verdictWithoutCall(verification, NOW.plusMillis(7_999), false, false))
        .isEmpty();
    assertThat(guess.verdictWithoutCall(verification, NOW.plusSeconds(8), false, false))
        .contains(Verdict.NOT_SENT_YET);
  }

  @Test
  void waitsEightSecondsForItsVerification() {
    Submission guess = Rows.guess(Rows.sent());
    assertThat(guess.verdictWithoutCall(null, NOW.plusMillis(7_999), false, false)).isEmpty();
    assertThat(guess.verdictWithoutCall(null, NOW.plusSeconds(8), false, false))
        .contains(Verdict.NOT_SENT_YET);
  }

  @Test
  void countsByItsTimeInKafka() {
    Verification verification = Rows.sent();
    Instant end = verification.expiresAt();
    Submission guess = Rows.guess(verification);
    Rows.set(guess, "recordedAt", end);
    assertThat(guess.verdictWithoutCall(verification, end.plusSeconds(1), false, false)).isEmpty();
    Rows.set(guess, "recordedAt", end.plusMillis(1));
    assertThat(guess.verdictWithoutCall(verification, end.plusSeconds(1), false, false))
        .contains(Verdict.PIN_EXPIRED);
  }

  @Test
  void isRefusedWhenNoGuessIsLeftUnlessItsOwnIsCountedAlready() {
    Verification verification = Rows.sent();
    Rows.set(verification, "guesses", VerificationPolicy.MAX_GUESSES);
    Submission guess = Rows.guess(verification);
    assertThat(guess.verdictWithoutCall(verification, NOW, false, false))
        .contains(Verdict.TOO_MANY_ATTEMPTS);
    Rows.set(guess, "counted", true);
    assertThat(guess.verdictWithoutCall(verification, NOW, false, false)).isEmpty();
  }

  /** Its guess is given back when it surely reached nobody: then one is left. */
  @Test
  void waitsWhileTheLastGuessIsStillBeingChecked() {
    Verification verification = Rows.sent();
    Rows.set(verification, "guesses", VerificationPolicy.MAX_GUESSES);
    Submission guess = Rows.guess(verification);
    assertThat(guess.verdictWithoutCall(verification, NOW, false, true)).isEmpty();
  }

  @Test
  void waitsFifteenSecondsForAProviderThatCannotBeReached() {
    Verification verification = Rows.sent();
    Submission guess = Rows.guess(verification);
    assertThat(guess.verdictWithoutCall(verification, NOW.plusSeconds(60), false, false)).isEmpty();
    guess.waitForProvider(NOW.plusSeconds(1));
    assertThat(guess.verdictWithoutCall(verification, NOW.plusSeconds(14), false, false)).isEmpty();
    assertThat(guess.verdictWithoutCall(verification, NOW.plusSeconds(15), false, false))
        .contains(Verdict.PROVIDER_UNAVAILABLE);
  }

  @Test
  void waitsAsLongWhileNoCallsAreMade() {
    Verification verification = Rows.sent();
    Submission guess = Rows.guess(verification);
    assertThat(guess.verdictWithoutCall(verification, NOW.plusSeconds(14), true, false)).isEmpty();
    assertThat(guess.verdictWithoutCall(verification, NOW.plusSeconds(15), true, false))
        .contains(Verdict.PROVIDER_UNAVAILABLE);
  }

  @Test
  void waitsNoLongerThanThePinLivesForAProviderThatCannotBeReached() {
    Verification verification = Rows.sent();
    Submission guess = Rows.guess(verification);
    Rows.set(guess, "createdAt", verification.expiresAt());
    Instant late = verification.expiresAt().plusMillis(1);
    assertThat(guess.verdictWithoutCall(verification, late, false, false)).isEmpty();
    assertThat(guess.verdictWithoutCall(verification, late, true, false))
        .contains(Verdict.PROVIDER_UNAVAILABLE);
  }

  @Test
  void doesNotSayUnavailableWhenOneCallMayHaveBeenDelivered() {
    Verification verification = Rows.sent();
    Submission guess = Rows.guess(verification);
    Rows.set(guess, "counted", true);
    Rows.set(guess, "calls", 2);
    guess.waitForProvider(NOW.plusSeconds(1));
    assertThat(guess.verdictWithoutCall(verification, NOW.plusSeconds(15), false, false))
        .contains(Verdict.VERIFY_OUTCOME_UNKNOWN);
  }

  @Test
  void saysHowItsVerificationEnded() {
    Verification locked = Rows.sent();
    locked.locked(NOW);
    assertThat(verdict(locked)).isEqualTo(Verdict.TOO_MANY_ATTEMPTS);

    Verification expired = Rows.sent();
    expired.pinExpired(NOW);
    assertThat(verdict(expired)).isEqualTo(Verdict.PIN_EXPIRED);

    Verification neverSent = Rows.verification(Status.REQUESTED);
    neverSent.neverSent(NOW);
    assertThat(verdict(neverSent)).isEqualTo(Verdict.ENDED);

    Verification verified = Rows.sent();
    verified.verified(NOW);
    assertThat(verdict(verified)).isEqualTo(Verdict.ENDED);

    Verification refused = Rows.verification(Status.SENDING);
    refused.refused(Reason.NOT_DELIVERABLE, NOW);
    assertThat(verdict(refused)).isEqualTo(Verdict.ENDED);

    Verification resent = Rows.sent();
    resent.resent(Channel.SMS, NOW, Rows.POLICY);
    assertThat(Rows.guess(resent).verdictWithoutCall(resent, NOW, false, false)).isEmpty();
  }

  @Test
  void isErasedWithItsVerdict() {
    Submission guess = Rows.guess(Rows.sent());
    guess.answer(Verdict.WRONG_PIN, null, NOW);
    assertThat(guess).hasFieldOrPropertyWithValue("pinSealed", null);
    assertThat(guess.status()).isEqualTo(Submission.Progress.DONE);
  }

  @Test
  void mayBeDeliveredTwiceAndGivesOneBackThatSurelyWasNot() {
    Submission guess = Rows.guess(Rows.sent());
    Rows.set(guess, "calls", 1);
    assertThat(guess.mayCallAgain()).isTrue();
    Rows.set(guess, "calls", 2);
    assertThat(guess.mayCallAgain()).isFalse();
    guess.waitForProvider(NOW);
    assertThat(guess.mayCallAgain()).isTrue();
  }

  @Test
  void showsNoPin() {
    assertThat(Rows.guess(Rows.sent()).toString()).doesNotContain("123456");
  }

  private static Verdict verdict(Verification ended) {
    return Rows.guess(ended).verdictWithoutCall(ended, NOW, false, false).orElseThrow();
  }
}
