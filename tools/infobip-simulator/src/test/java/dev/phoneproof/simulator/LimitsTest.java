package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.Caller.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Infobip's documented defaults, and what an update of the application changes. */
class LimitsTest {
  private final MovedClock clock = new MovedClock();
  private Simulator infobip;
  private Caller caller;

  @BeforeEach
  void start() {
    infobip = Simulator.start(SimulatorOptions.forTests().withClock(clock));
    caller = new Caller(infobip.baseUrl());
  }

  @AfterEach
  void stop() {
    infobip.close();
  }

  @Test
  void sendsThreePinsADayToANumber() {
    for (int i = 0; i < 3; i++) {
      assertThat(caller.sendPin(NUMBER).status()).isEqualTo(200);
    }

    assertThrottled(caller.sendPin(NUMBER), "86400");
    assertThat(caller.sendPin("385917654321").status()).isEqualTo(200);
    assertThat(infobip.messages(NUMBER)).hasSize(3);
    clock.advance(Duration.ofDays(1));
    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(200);
  }

  @Test
  void countsResendsAsSends() {
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();
    caller.resend(pinId);
    caller.resend(pinId);

    assertThrottled(caller.resend(pinId), "86400");
  }

  @Test
  void comparesOnePinEveryThreeSeconds() {
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();
    assertThat(caller.verify(pinId, "000000").status()).isEqualTo(200);

    assertThrottled(caller.verify(pinId, "000000"), "3");
    clock.advance(Duration.ofMillis(2_999));
    assertThrottled(caller.verify(pinId, "000000"), "1");
    clock.advance(Duration.ofMillis(1));
    Reply reply = caller.verify(pinId, "000000");
    assertThat(reply.json().path("attemptsRemaining").asInt())
        .as("a throttled call costs no attempt")
        .isEqualTo(8);
  }

  @Test
  void countsVerifyCallsForANumberOverAllItsPins() {
    String first = caller.sendPin(NUMBER).json().path("pinId").asString();
    String second = caller.sendPin(NUMBER).json().path("pinId").asString();
    caller.verify(first, "000000");

    assertThrottled(caller.verify(second, "000000"), "3");
  }

  @Test
  void limitsTheWholeApplicationWithoutSpendingTheNumbersShare() {
    configure("{\"sendPinPerApplicationLimit\":\"2/1h\",\"sendPinPerPhoneNumberLimit\":\"1/1h\"}");
    caller.sendPin("385910000001");
    caller.sendPin("385910000002");

    assertThrottled(caller.sendPin("385910000003"), "3600");
    configure("{\"sendPinPerApplicationLimit\":\"3/1h\"}");
    assertThat(caller.sendPin("385910000003").status()).isEqualTo(200);
  }

  @Test
  void showsInfobipsDefaults() {
    Reply reply = caller.get("/2fa/2/applications/SIMULATED-APPLICATION");

    assertThat(reply.json().path("configuration").toString())
        .isEqualTo(
            """
            {"pinAttempts":10,"allowMultiplePinVerifications":true,"pinTimeToLive":"15m",\
            "verifyPinLimit":"1/3s","sendPinPerApplicationLimit":"10000/1d",\
            "sendPinPerPhoneNumberLimit":"3/1d"}\
            """);
  }

  @Test
  void isPutForwardOverHttp() {
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();

    Reply moved = caller.post("/simulator/clock?advance=15m", "");

    assertThat(moved.json().path("ahead").asString()).isEqualTo("PT15M");
    assertThat(caller.verify(pinId, "000000").json().path("pinError").asString())
        .isEqualTo("TTL_EXPIRED");
    assertThat(caller.post("/simulator/clock?advance=soon", "").status()).isEqualTo(400);
    assertThat(caller.delete("/simulator/clock").status()).isEqualTo(204);
    assertThat(caller.get("/simulator/clock").json().path("ahead").asString()).isEqualTo("PT0S");
  }

  private void configure(String configuration) {
    String body = "{\"name\":\"x\",\"configuration\":" + configuration + "}";
    assertThat(caller.put("/2fa/2/applications/SIMULATED-APPLICATION", body).status())
        .isEqualTo(200);
  }

  private static void assertThrottled(Reply reply, String retryAfter) {
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.error().path("messageId").asString()).isEqualTo("TOO_MANY_REQUESTS");
    assertThat(reply.headers().firstValue("Retry-After")).contains(retryAfter);
  }
}
