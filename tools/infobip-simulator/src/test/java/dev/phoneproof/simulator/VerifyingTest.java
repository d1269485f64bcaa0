package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.Caller.Reply;
import dev.phoneproof.simulator.twofactor.Limits;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VerifyingTest {
  private static final MovedClock CLOCK = new MovedClock();

  @RegisterExtension
  static final SimulatorExtension infobip =
      new SimulatorExtension(
          SimulatorOptions.forTests()
              .withClock(CLOCK)
              .withLimits(Limits.generous().withPinAttempts(3)));

  private final Caller caller = infobip.caller();
  private String pinId;
  private String pin;
  private String wrongPin;

  @BeforeEach
  void send() {
    pinId = caller.sendPin(NUMBER).json().path("pinId").asString();
    pin = infobip.simulator().messages(NUMBER).getFirst().pin();
    wrongPin = pin.equals("000000") ? "000001" : "000000";
  }

  @Test
  void verifiesTheRightPin() {
    Reply reply = caller.verify(pinId, pin);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("verified").asBoolean()).isTrue();
    assertThat(reply.json().path("msisdn").asString()).isEqualTo(NUMBER);
    assertThat(reply.json().path("pinId").asString()).isEqualTo(pinId);
    assertThat(reply.json().has("pinError")).isFalse();
  }

  @Test
  void countsWrongPinsDownAndThenRefusesTheRightOne() {
    assertGuess(wrongPin, "WRONG_PIN", 2);
    assertGuess(wrongPin, "WRONG_PIN", 1);
    assertGuess(wrongPin, "WRONG_PIN", 0);
    assertGuess(pin, "NO_MORE_PIN_ATTEMPTS", 0);
  }

  @Test
  void acceptsTheRightPinAfterAWrongOne() {
    assertGuess(wrongPin, "WRONG_PIN", 2);

    assertThat(caller.verify(pinId, pin).json().path("verified").asBoolean()).isTrue();
  }

  @Test
  void refusesAPinWhoseTimeIsOver() {
    CLOCK.advance(Duration.ofMinutes(15).minusMillis(1));
    assertGuess(wrongPin, "WRONG_PIN", 2);

    CLOCK.advance(Duration.ofMillis(1));
    assertGuess(pin, "TTL_EXPIRED", 2);
  }

  @Test
  void doesNotLengthenThePinsLifeByAResend() {
    CLOCK.advance(Duration.ofMinutes(10));
    assertThat(caller.resend(pinId).status()).isEqualTo(200);

    CLOCK.advance(Duration.ofMinutes(5));
    assertGuess(pin, "TTL_EXPIRED", 3);
    assertThat(caller.resend(pinId).status()).isEqualTo(404);
  }

  @Test
  void verifiesTheSamePinAgainByDefault() {
    caller.verify(pinId, pin);

    assertThat(caller.verify(pinId, pin).json().path("verified").asBoolean()).isTrue();
  }

  @Test
  void refusesASecondVerificationWhenTheApplicationAllowsOnlyOne() {
    allowMultiple(false);
    try {
      caller.verify(pinId, pin);
      assertGuess(pin, "NO_MORE_PIN_ATTEMPTS", 0);
    } finally {
      allowMultiple(true);
    }
  }

  @Test
  void answers404ForAnUnknownPinId() {
    assertThat(caller.verify("0933F3BC087D2A617AC6DCB2EF5B8A61", pin).status()).isEqualTo(404);
  }

  @Test
  void countsTheGuessesThatReachedIt() {
    caller.verify(pinId, wrongPin);
    caller.verify(pinId, pin);

    Reply reply = caller.get("/simulator/verifies?pinId=" + pinId);

    assertThat(reply.json().path("verifyCalls").asInt()).isEqualTo(2);
    assertThat(reply.json().path("guesses").asInt()).isEqualTo(2);
    assertThat(infobip.simulator().traffic(NUMBER).guesses()).isEqualTo(2);
  }

  private void assertGuess(String guess, String error, int remaining) {
    Reply reply = caller.verify(pinId, guess);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("verified").asBoolean()).isFalse();
    assertThat(reply.json().path("pinError").asString()).isEqualTo(error);
    assertThat(reply.json().path("attemptsRemaining").asInt()).isEqualTo(remaining);
  }

  private void allowMultiple(boolean allowed) {
    Reply reply =
        caller.put(
            "/2fa/2/applications/SIMULATED-APPLICATION",
            """
            {"name":"x","configuration":{"allowMultiplePinVerifications":%s}}\
            """
                .formatted(allowed));
    assertThat(reply.status()).isEqualTo(200);
  }
}
