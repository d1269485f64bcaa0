package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.simulator.twofactor.Limits;
import dev.phoneproof.simulator.twofactor.StatusLookup.Timestamps;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class StatusLookupTest {
  private static final MovedClock CLOCK = new MovedClock();

  @RegisterExtension
  static final SimulatorExtension infobip =
      new SimulatorExtension(
          SimulatorOptions.forTests().withClock(CLOCK).withLimits(Limits.generous()));

  private final Caller caller = infobip.caller();

  @Test
  void knowsNothingOfANumberThatGotNothing() {
    assertThat(find("").size()).isZero();
  }

  @Test
  void tellsWhenAPinWasSentAndVerified() {
    long sentAt = CLOCK.millis();
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();
    CLOCK.advance(Duration.ofSeconds(10));
    caller.resend(pinId);
    assertThat(find("&verified=false").size()).isEqualTo(1);
    assertThat(find("").get(0).has("verifiedAt")).isFalse();

    caller.verify(pinId, infobip.simulator().messages(NUMBER).getFirst().pin());

    JsonNode found = find("&verified=true&sent=true").get(0);
    assertThat(found.path("msisdn").asString()).isEqualTo(NUMBER);
    assertThat(found.path("verified").asBoolean()).isTrue();
    assertThat(found.path("sentAt").asLong()).as("a resend does not move it").isEqualTo(sentAt);
    assertThat(found.path("verifiedAt").asLong()).isEqualTo(CLOCK.millis());
    assertThat(find("&verified=false").size()).isZero();
  }

  @Test
  void listsAPinThatWasNotSentAsSuch() {
    infobip.simulator().define(Fault.on(CallKind.SEND, Effect.notSent()).times(1));
    caller.sendPin(NUMBER);

    assertThat(find("&sent=true").size()).isZero();
    assertThat(find("&sent=false").size()).isEqualTo(1);
    assertThat(find("").get(0).has("sentAt")).isFalse();
  }

  @Test
  void hasAnEntryForEachPin() {
    caller.sendPin(NUMBER);
    caller.sendPin(NUMBER);
    caller.sendPin("41793026727");

    assertThat(find("").size()).isEqualTo(2);
  }

  @Test
  void answersInSecondsWhenToldSo() {
    SimulatorOptions options =
        SimulatorOptions.forTests().withClock(CLOCK).withTimestamps(Timestamps.SECONDS);
    try (Simulator seconds = Simulator.start(options)) {
      Caller other = new Caller(seconds.baseUrl());
      other.sendPin(NUMBER);

      assertThat(other.get(path("")).json().at("/verifications/0/sentAt").asLong())
          .isEqualTo(CLOCK.instant().getEpochSecond());
    }
  }

  private JsonNode find(String filters) {
    return caller.get(path(filters)).json().path("verifications");
  }

  private static String path(String filters) {
    return "/2fa/2/applications/SIMULATED-APPLICATION/verifications?msisdn=" + NUMBER + filters;
  }
}
