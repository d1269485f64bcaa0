package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.Caller.Reply;
import dev.phoneproof.simulator.contract.Violation;
import dev.phoneproof.simulator.twofactor.Limits;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {
  private static final String SEND = "/2fa/2/pin";
  private static final String STATUS = "/2fa/2/applications/SIMULATED-APPLICATION/verifications";

  @RegisterExtension
  static final SimulatorExtension infobip =
      new SimulatorExtension(SimulatorOptions.forTests().withLimits(Limits.generous()));

  private final Caller caller = infobip.caller();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"messageId":"SIMULATED-MESSAGE","to":"385911234567"} | body
          {"applicationId":"a","messageId":"m","to":385911234567} | body/to
          {"applicationId":"a","messageId":"m","to":null} | body/to
          {"applicationId":"a","messageId":"m","to":"385911234567","extra":1} | body
          {"applicationId":"a","messageId":"m","to":"385911234567","385911234567":1} | body
          {"applicationId":"a","messageId":"m","to":"385911234567","trackDelivery":"yes"} | body/trackDelivery
          {"applicationId":"a","messageId":"m","to":"385911234567","placeholders":{"x":1}} | body/placeholders/x
          {"applicationId":"a","messageId":"m","to":"385911234567"} trailing | body
          {"applicationId":"a","applicationId":"a","messageId":"m","to":"385911234567"} | body
          ["385911234567"] | body
          not json 385911234567 | body
          `` | body
          """)
  void refusesABodyThatTheContractDoesNotAllow(String body, String where) {
    Reply reply = caller.post(SEND, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().path("messageId").asString()).isEqualTo("BAD_REQUEST");
    assertThat(reply.error().path("validationErrors").has(where)).as(reply.body()).isTrue();
    assertOneViolation("POST /2fa/2/pin", where);
    assertThat(infobip.simulator().messages()).isEmpty();
  }

  @Test
  void refusesAPinThatIsNoString() {
    Reply reply = caller.post("/2fa/2/pin/0933F3BC087D2A617AC6DCB2EF5B8A61/verify", "{\"pin\":7}");

    assertThat(reply.status()).isEqualTo(400);
    assertOneViolation("POST /2fa/2/pin/{pinId}/verify", "body/pin");
  }

  @Test
  void refusesANumberThatIsTooGreatForItsFormat() {
    Reply reply =
        caller.post(
            "/2fa/2/applications",
            "{\"name\":\"A\",\"configuration\":{\"pinAttempts\":3000000000}}");

    assertThat(reply.status()).isEqualTo(400);
    assertOneViolation("POST /2fa/2/applications", "body/configuration/pinAttempts");
  }

  @ParameterizedTest
  @CsvSource({
    "?msisdn=385911234567&sent=yes, query/sent",
    "?msisdn=385911234567&page=1, query/page",
    "?msisdn=385911234567&msisdn=385911234568, query/msisdn",
    "?msisdn=, query/msisdn",
    "'', query/msisdn"
  })
  void refusesAQueryThatTheContractDoesNotAllow(String query, String where) {
    Reply reply = caller.get(STATUS + query);

    assertThat(reply.status()).isEqualTo(400);
    assertOneViolation("GET /2fa/2/applications/{appId}/verifications", where);
  }

  @Test
  void refusesAnotherContentType() {
    Reply reply =
        caller.exchange(
            caller
                .request(SEND)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(Caller.startBody(NUMBER)))
                .build());

    assertThat(reply.status()).isEqualTo(400);
    assertOneViolation("POST /2fa/2/pin", "header/Content-Type");
  }

  @Test
  void refusesABodyWhereNoneIsTaken() {
    assertThat(caller.send("GET", STATUS + "?msisdn=385911234567", "{}").status()).isEqualTo(400);
    assertOneViolation("GET /2fa/2/applications/{appId}/verifications", "body");
  }

  @Test
  void refusesAnAcceptHeaderThatNoAnswerCouldMeet() {
    Reply reply =
        caller.exchange(
            caller.request("/2fa/2/applications").header("Accept", "text/html").GET().build());

    assertThat(reply.status()).isEqualTo(400);
    assertOneViolation("GET /2fa/2/applications", "header/Accept");
  }

  @Test
  void saysThatXmlIsNotSimulatedAndNotThatItIsWrong() {
    Reply reply =
        caller.exchange(
            caller
                .request(SEND)
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<StartAuthenticationRequest/>"))
                .build());

    assertThat(reply.status()).isEqualTo(415);
    assertThat(infobip.simulator().violations()).isEmpty();
  }

  @Test
  void answers404ToAPathAnd405ToAMethodOutsideTheContract() {
    Reply path = caller.get("/2fa/2/pin/385911234567/nothing");
    Reply method = caller.delete("/2fa/2/applications");

    assertThat(path.status()).isEqualTo(404);
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.headers().firstValue("Allow")).contains("GET, POST");
    assertThat(infobip.simulator().violations())
        .extracting(Violation::request)
        .containsExactly("GET /2fa/2/pin/•••/nothing", "DELETE /2fa/2/applications");
  }

  @Test
  void notesANumberWithAPlus() {
    assertThat(caller.sendPin("+385911234567").status()).isEqualTo(400);
    assertOneViolation("POST /2fa/2/pin", "request");
  }

  @Test
  void takesABodyOfReasonableSizeOnly() {
    Reply reply = caller.post(SEND, "{\"to\":\"" + "9".repeat(70_000) + "\"}");

    assertThat(reply.status()).isEqualTo(413);
  }

  @Test
  void asksForTheAuthorizationHeader() {
    Caller stranger = new Caller(infobip.simulator().baseUrl()).authorizedBy("");

    Reply reply = stranger.sendPin(NUMBER);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.error().path("messageId").asString()).isEqualTo("UNAUTHORIZED");
    assertOneViolation("POST /2fa/2/pin", "header/Authorization");
  }

  @Test
  void takesOneKeyOnlyWhenToldSo() {
    try (Simulator strict = Simulator.start(SimulatorOptions.forTests().withApiKey("right"))) {
      Caller wrong = new Caller(strict.baseUrl()).authorizedBy("App wrong");
      Caller right = new Caller(strict.baseUrl()).authorizedBy("App right");

      assertThat(wrong.sendPin(NUMBER).status()).isEqualTo(401);
      assertThat(right.sendPin(NUMBER).status()).isEqualTo(200);
      assertThat(strict.violations()).as("a wrong key breaks no contract").isEmpty();
    }
  }

  @Test
  void listsAndForgetsViolationsOverHttp() {
    caller.post(SEND, "{}");

    Reply listed = caller.get("/simulator/violations");
    assertThat(listed.json().at("/0/request").asString()).isEqualTo("POST /2fa/2/pin");
    assertThat(listed.json().at("/0/problems").size()).isEqualTo(3);
    assertThat(caller.delete("/simulator/violations").status()).isEqualTo(204);
    assertThat(caller.get("/simulator/violations").body()).isEqualTo("[]");
  }

  @Test
  void checksNothingWhenValidationIsOff() {
    try (Simulator lax = Simulator.start(SimulatorOptions.forTests().withValidation(false))) {
      Caller laxCaller = new Caller(lax.baseUrl());
      String extra = Caller.startBody(NUMBER).replace("}", ",\"extra\":1}");

      assertThat(laxCaller.post(SEND, extra).status()).isEqualTo(200);
      assertThat(laxCaller.post(SEND, "{\"to\":{}}").status()).isEqualTo(400);
      assertThat(laxCaller.post(SEND, "nothing").status()).isEqualTo(400);
      assertThat(lax.violations()).isEmpty();
    }
  }

  private static void assertOneViolation(String request, String where) {
    assertThat(infobip.simulator().violations()).hasSize(1);
    Violation violation = infobip.simulator().violations().getFirst();
    assertThat(violation.request()).isEqualTo(request);
    assertThat(violation.problems()).anyMatch(problem -> problem.where().equals(where));
    assertThat(violation.toString()).doesNotContain("38591123");
  }
}
