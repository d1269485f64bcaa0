package dev.phoneproof.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidentialTest {

  private final EventCodec codec = new EventCodec();

  private static Stream<Object> everythingThatHoldsANumberOrPin() {
    Stream<Event> events =
        Samples.all()
            .filter(e ->
                e instanceof OtpRequested
                    || e instanceof OtpSubmitted
                    || e instanceof ErasureRequested);
    return Stream.concat(
        Stream.of(PhoneNumber.plain(Samples.NUMBER), Pin.plain(Samples.PIN)),
        events.flatMap(event ->
            Stream.of(
                event, Samples.wrapped(event), new EventCodec().encode(Samples.wrapped(event)))));
  }

  @Test
  void showsNoNumberAndNoPin() {
    assertThat(everythingThatHoldsANumberOrPin())
        .allSatisfy(value ->
            assertThat(value.toString())
                .doesNotContain(Samples.NUMBER.substring(1), Samples.PIN, Samples.JWE));
  }

  /** A record that is added later must be among those above. */
  @Test
  void coversEveryRecordThatHoldsOne() {
    assertThat(PackageClasses.records().filter(PackageClasses::holdsConfidential))
        .containsExactlyInAnyOrder(
            OtpRequested.class, OtpSubmitted.class, ErasureRequested.class, EventMessage.class);
  }

  @Test
  void differsByTypeFormAndValue() {
    assertThat(Pin.plain("4821")).isEqualTo(Pin.plain("4821")).hasSameHashCodeAs(Pin.plain("4821"));
    assertThat(Pin.plain("4821")).isNotEqualTo(Pin.plain("4822")).isNotEqualTo(Pin.sealed("4821"));
    assertThat((Object) Pin.sealed(Samples.JWE)).isNotEqualTo(PhoneNumber.sealed(Samples.JWE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "385912345678",
        "+0385912345678",
        "+38591",
        "+3859123456789012",
        "+385 91 234 5678",
        "+385912345678\n"
      })
  void refusesWhatIsNoNumberWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhoneNumber.plain(text))
        .withMessage("not an E.164 number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123", "12345678901", "12 34", "12345\n", "\u0661\u0662\u0663\u0664"})
  void refusesWhatIsNoPinWithoutRepeatingIt(String text) {
    assertThat(Pin.isPossible(text)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pin.plain(text))
        .withMessage("not 4 to 10 letters or digits");
  }

  @Test
  void refusesToWriteASealedFormThatIsNoJwe() {
    OtpSubmitted event =
        (OtpSubmitted) Samples.of(EventType.OTP_SUBMITTED).findFirst().orElseThrow();
    OtpSubmitted wrong =
        new OtpSubmitted(
            event.verificationId(),
            event.clientId(),
            event.submissionId(),
            Pin.sealed(Samples.PIN),
            event.submittedAt());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(Samples.wrapped(wrong)))
        .withMessage("invalid_member: sealed");
  }

  @Test
  void writesAReplyKeySealedOnly() {
    OtpSubmitted plain =
        ((OtpSubmitted) Samples.of(EventType.OTP_SUBMITTED).findFirst().orElseThrow())
            .withPin(Pin.plain(Samples.PIN), ReplyKey.random(new SecureRandom()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(Samples.wrapped(plain)))
        .withMessage("a reply key is written sealed only");
  }
}
