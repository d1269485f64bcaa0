package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.simulator.Caller.Reply;
import dev.phoneproof.simulator.twofactor.Limits;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class FaultsOverHttpTest {
  @RegisterExtension
  static final SimulatorExtension infobip =
      new SimulatorExtension(SimulatorOptions.forTests().withLimits(Limits.generous()));

  private final Caller caller = infobip.caller();

  @ParameterizedTest
  @CsvSource({"before, 0", "after, 1"})
  void resetsTheConnection(String acceptance, int sent) throws Exception {
    order(
        """
        {"operation":"send","kind":"reset","acceptance":"%s"}\
        """
            .formatted(acceptance));

    try (RawConnection raw = new RawConnection(infobip.simulator().port(), 5_000)) {
      raw.post("/2fa/2/pin", Caller.startBody(NUMBER));

      assertThatThrownBy(raw::read)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("Connection reset");
    }
    assertThat(infobip.simulator().messages(NUMBER)).hasSize(sent);
    assertThat(infobip.simulator().traffic(NUMBER).sendCalls()).isEqualTo(1);
    assertThat(infobip.simulator().traffic(NUMBER).sends()).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({"before, 0", "after, 1"})
  void neverAnswers(String acceptance, int sent) throws Exception {
    order(
        """
        {"operation":"send","kind":"timeout","acceptance":"%s"}\
        """
            .formatted(acceptance));

    try (RawConnection raw = new RawConnection(infobip.simulator().port(), 700)) {
      raw.post("/2fa/2/pin", Caller.startBody(NUMBER));

      assertThatThrownBy(raw::read).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(infobip.simulator().messages(NUMBER)).hasSize(sent);
  }

  @Test
  void endsItsSilenceByClosing() throws Exception {
    order(
        """
        {"operation":"send","kind":"timeout","seconds":1}\
        """);

    try (RawConnection raw = new RawConnection(infobip.simulator().port(), 5_000)) {
      raw.post("/2fa/2/pin", Caller.startBody(NUMBER));

      assertThat(raw.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST",
    "401, UNAUTHORIZED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "429, TOO_MANY_REQUESTS",
    "500, GENERAL_ERROR",
    "503, SERVICE_UNAVAILABLE",
    "504, ERROR_504"
  })
  void answersAnyErrorStatus(int status, String messageId) {
    order(
        """
        {"operation":"send","kind":"status","status":%d}\
        """
            .formatted(status));

    Reply reply = caller.sendPin(NUMBER);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error().path("messageId").asString()).isEqualTo(messageId);
    assertThat(infobip.simulator().messages()).isEmpty();
  }

  @Test
  void answersAnErrorThoughTheMessageWasSent() {
    order(
        """
        {"operation":"send","kind":"status","status":500,"acceptance":"after"}\
        """);

    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(500);
    assertThat(infobip.simulator().messages(NUMBER)).hasSize(1);
  }

  @Test
  void says429WithRetryAfter() {
    order(
        """
        {"operation":"verify","kind":"status","status":429,"retryAfterSeconds":7}\
        """);
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();

    Reply reply = caller.verify(pinId, "000000");

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.headers().firstValue("Retry-After")).contains("7");
    Reply guesses = caller.get("/simulator/verifies?pinId=" + pinId);
    assertThat(guesses.json().path("verifyCalls").asInt()).isEqualTo(1);
    assertThat(guesses.json().path("guesses").asInt()).isZero();
  }

  @Test
  void answersABodyOfOnesChoice() {
    order(
        """
        {"operation":"status","kind":"status","status":200,"body":{"verifications":[]}}\
        """);

    Reply reply =
        caller.get("/2fa/2/applications/SIMULATED-APPLICATION/verifications?msisdn=" + NUMBER);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"verifications\":[]}");
  }

  @Test
  void answersJsonThatBreaksOff() {
    order(
        """
        {"operation":"send","kind":"malformed"}\
        """);

    Reply reply = caller.sendPin(NUMBER);

    assertThat(reply.status()).isEqualTo(200);
    assertThatThrownBy(reply::json).isInstanceOf(JacksonException.class);
    assertThat(infobip.simulator().messages(NUMBER)).hasSize(1);
  }

  @Test
  void answersNothingWith200() {
    order(
        """
        {"operation":"send","kind":"empty","acceptance":"before"}\
        """);

    Reply reply = caller.sendPin(NUMBER);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(infobip.simulator().messages(NUMBER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"not-sent, NC_DESTINATION_REACHABLE", "not-reachable, NC_DESTINATION_NOT_REACHABLE"})
  void says200ThoughNoMessageGoesOut(String kind, String ncStatus) {
    order(
        """
        {"operation":"send","kind":"%s"}\
        """
            .formatted(kind));

    Reply reply = caller.sendPin(NUMBER);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("ncStatus").asString()).isEqualTo(ncStatus);
    assertThat(reply.json().path("smsStatus").asString()).isEqualTo("MESSAGE_NOT_SENT");
    assertThat(infobip.simulator().messages(NUMBER)).isEmpty();
    assertThat(infobip.simulator().traffic(NUMBER).sends()).isZero();
  }

  @Test
  void takesItsTime() {
    order(
        """
        {"operation":"send","kind":"latency","minMillis":150,"maxMillis":200}\
        """);
    long start = System.nanoTime();

    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(149));
  }

  @Test
  void limitsCallsPerSecond() {
    order(
        """
        {"operation":"send","kind":"per-second","calls":2}\
        """);

    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(200);
    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(200);
    Reply third = caller.sendPin(NUMBER);

    assertThat(third.status()).isEqualTo(429);
    assertThat(third.headers().firstValue("Retry-After")).contains("1");
    infobip.simulator().advance(Duration.ofSeconds(1));
    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(200);
  }

  @Test
  void strikesTheNextCallsAndThoseToANumberOnly() {
    order(
        """
        {"operation":"send","kind":"status","status":503,"count":2,"to":"38591*"}\
        """);

    assertThat(caller.sendPin("41793026727").status()).isEqualTo(200);
    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(503);
    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(503);
    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(200);
    Reply listed = caller.get("/simulator/faults");
    assertThat(listed.json().at("/0/strikes").asInt()).isEqualTo(2);
    assertThat(listed.json().at("/0/left").asInt()).isZero();
  }

  @Test
  void isNotSpentOnACallThatTheServiceRefuses() {
    order(
        """
        {"operation":"verify","kind":"reset","acceptance":"after","count":1}\
        """);

    assertThat(caller.verify("0933F3BC087D2A617AC6DCB2EF5B8A61", "000000").status()).isEqualTo(404);

    assertThat(caller.get("/simulator/faults").json().at("/0/left").asInt()).isEqualTo(1);
  }

  @Test
  void strikesAllKindsOfCalls() {
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();
    order(
        """
        {"operation":"all","kind":"status","status":503}\
        """);

    assertThat(caller.sendPin(NUMBER).status()).isEqualTo(503);
    assertThat(caller.resend(pinId).status()).isEqualTo(503);
    assertThat(caller.verify(pinId, "1").status()).isEqualTo(503);
    assertThat(caller.get("/2fa/2/applications").status()).isEqualTo(503);
  }

  @Test
  void addsReplacesAndRemovesFaults() {
    order(
        "[{\"operation\":\"send\",\"kind\":\"empty\"},{\"operation\":\"send\",\"kind\":\"reset\"}]");
    Reply added =
        caller.post("/simulator/faults", "{\"operation\":\"verify\",\"kind\":\"malformed\"}");
    long id = added.json().at("/0/id").asLong();
    assertThat(caller.get("/simulator/faults").json().size()).isEqualTo(3);

    assertThat(caller.delete("/simulator/faults/" + id).status()).isEqualTo(204);
    assertThat(caller.delete("/simulator/faults/" + id).status()).isEqualTo(404);
    assertThat(caller.get("/simulator/faults").json().size()).isEqualTo(2);
    assertThat(caller.delete("/simulator/faults").status()).isEqualTo(204);
    assertThat(caller.get("/simulator/faults").body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "7",
        "{}",
        "{\"operation\":\"send\"}",
        "{\"operation\":\"sned\",\"kind\":\"reset\"}",
        "{\"operation\":\"send\",\"kind\":\"explode\"}",
        "{\"operation\":\"send\",\"kind\":\"reset\",\"acceptance\":\"later\"}",
        "{\"operation\":\"send\",\"kind\":\"reset\",\"count\":0}",
        "{\"operation\":\"send\",\"kind\":\"reset\",\"count\":1.5}",
        "{\"operation\":\"send\",\"kind\":\"reset\",\"probability\":1.1}",
        "{\"operation\":\"send\",\"kind\":\"reset\",\"to\":\"+385\"}",
        "{\"operation\":\"send\",\"kind\":\"reset\",\"status\":500}",
        "{\"operation\":\"send\",\"kind\":\"status\",\"status\":99}",
        "{\"operation\":\"send\",\"kind\":\"status\",\"status\":200}",
        "{\"operation\":\"send\",\"kind\":\"latency\",\"minMillis\":5,\"maxMillis\":1}",
        "{\"operation\":\"send\",\"kind\":\"latency\"}",
        "{\"operation\":\"send\",\"kind\":\"per-second\",\"calls\":0}",
        "{\"operation\":\"verify\",\"kind\":\"not-sent\"}",
        "[{\"operation\":\"send\",\"kind\":\"reset\"},{\"operation\":\"send\",\"kind\":\"no\"}]"
      })
  void refusesADefinitionThatIsNoneAndChangesNothing(String definition) {
    order("{\"operation\":\"setup\",\"kind\":\"empty\"}");

    Reply reply = caller.put("/simulator/faults", definition);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asString()).isNotBlank();
    assertThat(caller.get("/simulator/faults").json().at("/0/kind").asString()).isEqualTo("empty");
  }

  private void order(String definition) {
    assertThat(caller.put("/simulator/faults", definition).status()).isEqualTo(200);
  }
}
