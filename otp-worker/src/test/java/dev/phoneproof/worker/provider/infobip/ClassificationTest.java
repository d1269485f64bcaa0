package dev.phoneproof.worker.provider.infobip;

import static org.assertj.core.api.Assertions.assertThat;

import com.infobip.model.TfaStartAuthenticationResponse;
import com.infobip.model.TfaVerifyPinResponse;
import dev.phoneproof.worker.provider.CheckResult;
import dev.phoneproof.worker.provider.SendResult;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class ClassificationTest {

  private final Classification classification = new Classification(Clock.systemUTC());

  @Test
  void verifiesOnlyThePinThatWasAskedFor() {
    assertThat(checked("mine", true, null)).isEqualTo(new CheckResult.Right());
    assertThat(checked(null, true, null)).isEqualTo(new CheckResult.Right());
    assertThat(checked("", true, "")).isEqualTo(new CheckResult.Right());
    assertThat(checked("another", true, null)).isEqualTo(new CheckResult.Unknown());
  }

  @Test
  void doesNotVerifyBesideAnError() {
    assertThat(checked("mine", true, "WRONG_PIN")).isEqualTo(new CheckResult.Unknown());
    assertThat(checked("mine", true, "SOMETHING_NEW")).isEqualTo(new CheckResult.Unknown());
  }

  @Test
  void takesAnErrorThatItDoesNotKnowAsNotVerified() {
    assertThat(checked("mine", false, "SOMETHING_NEW")).isEqualTo(new CheckResult.Wrong());
    assertThat(checked("mine", false, null)).isEqualTo(new CheckResult.Wrong());
  }

  @Test
  void knowsTheEndsThatTheProviderNames() {
    assertThat(checked("mine", false, "NO_MORE_PIN_ATTEMPTS"))
        .isEqualTo(new CheckResult.NoMoreAttempts());
    assertThat(checked("mine", false, "TTL_EXPIRED")).isEqualTo(new CheckResult.TooLate());
  }

  @Test
  void guessesNothingFromAnAnswerThatSaysNothing() {
    assertThat(classification.checked("mine", new TfaVerifyPinResponse()))
        .isEqualTo(new CheckResult.Unknown());
    assertThat(classification.sent(new TfaStartAuthenticationResponse()))
        .isEqualTo(new SendResult.Unknown());
  }

  private CheckResult checked(String pinId, boolean verified, String error) {
    TfaVerifyPinResponse answer = new TfaVerifyPinResponse();
    ReflectionTestUtils.setField(answer, "pinId", pinId);
    ReflectionTestUtils.setField(answer, "verified", verified);
    ReflectionTestUtils.setField(answer, "pinError", error);
    return classification.checked("mine", answer);
  }
}
