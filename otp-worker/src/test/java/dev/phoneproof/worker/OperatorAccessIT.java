package dev.phoneproof.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may call the operator API, and what is written down of it. */
class OperatorAccessIT extends WithWorker {

  private static final String LETTERS = "/operator/v1/dead-letters?topic=otp.requests&limit=1";
  private static final String REPLAYS = "/operator/v1/dead-letters/replays";

  /** A reason of this test alone, to find its calls by. */
  private final String reason = "T-" + digits.substring(7);

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"ana:wrong", "ana:", "leo:anas-key", "nobody:anas-key", ":"})
  void asksForNameAndKey(String credentials) {
    HttpResponse<String> answer = ana().as(credentials).get(LETTERS);
    assertProblem(answer, 401, "invalid_credentials");
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic"));
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void takesBothKeysOfAnOperator() {
    assertThat(ana().get(LETTERS).statusCode()).isEqualTo(200);
    assertThat(ana().as("ana:anas-new-key").get(LETTERS).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "two words", "+385911234567", "INC-1234567", "a/b"})
  void asksForAReason(String given) {
    assertProblem(ana().because(given).get(LETTERS), 400, "reason_required");
  }

  @Test
  void refusesAReplayToWhoMayOnlyRead() {
    HttpResponse<String> answer = ana().as("leo:leos-key").post(REPLAYS, "{\"letters\": []}");
    assertProblem(answer, 403, "not_allowed");
    assertThat(calls()).containsExactly("leo POST /operator/v1/dead-letters/replays not_allowed");
  }

  @Test
  void writesEachCallDownBeforeItAnswers() {
    ana().get(LETTERS);
    ana().post(REPLAYS, "{}");
    ana().get("/operator/v1/lookups/+385911234567?number=385911234567");
    ana().post("/elsewhere", "{}");
    assertThat(calls())
        .containsExactly(
            "ana GET /operator/v1/dead-letters done",
            "ana POST /operator/v1/dead-letters/replays invalid_request",
            "ana GET /operator/v1/lookups/* not_found",
            "ana POST /elsewhere not_allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"letters\": []}",
        "{\"letters\": [{\"topic\": \"otp.requests\", \"partition\": 0}]}",
        "{\"letters\": [{\"topic\": \"otp.requests\", \"partition\": 0, \"offset\": 1.5}]}",
        "{\"letters\": [{\"topic\": \"otp.requests\", \"partition\": 0, \"offset\": -1}]}",
        "{\"letters\": [{\"topic\": \"otp.requests\", \"partition\": \"0\", \"offset\": 1}]}",
        "{\"letters\": [{\"topic\": \"otp.outcomes\", \"partition\": 0, \"offset\": 1}]}"
      })
  void refusesToGuessWhatIsToBeReplayed(String body) {
    assertProblem(ana().post(REPLAYS, body), 400, "invalid_request");
  }

  @Test
  void refusesMoreThanAHundredLettersAndLargeBodies() {
    String one = "{\"topic\": \"otp.requests\", \"partition\": 0, \"offset\": 1}";
    String many = String.join(",", Collections.nCopies(101, one));
    assertProblem(ana().post(REPLAYS, "{\"letters\": [" + many + "]}"), 400, "invalid_request");
    assertProblem(ana().post(REPLAYS, " ".repeat(20_000)), 413, "body_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?topic=otp.outcomes",
        "?topic=otp.requests&limit=0",
        "?topic=otp.requests&limit=501",
        "?topic=otp.requests&limit=385911234567"
      })
  void refusesAListThatIsNotBounded(String query) {
    HttpResponse<String> answer = ana().get("/operator/v1/dead-letters" + query);
    assertProblem(answer, 400, "invalid_request");
    assertThat(answer.body()).doesNotContain("385911234567");
  }

  @Test
  void leavesTheManagementPortOpen() {
    OperatorHttp stranger =
        new OperatorHttp("http://127.0.0.1:" + worker.managementPort(), null, null);
    assertThat(stranger.get("/actuator/health").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/operator/v1/dead-letters").statusCode()).isEqualTo(404);
  }

  @Test
  void showsNothingElseOnTheOperatorsPort() {
    assertProblem(ana().as(null).get("/actuator/health"), 401, "invalid_credentials");
    assertProblem(ana().get("/actuator/health"), 403, "not_allowed");
    assertProblem(ana().get("/"), 403, "not_allowed");
    assertProblem(ana().get("/operator/v1/nothing"), 404, "not_found");
  }

  @Test
  void answersBrokenCallsWithoutRepeatingThem() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", worker.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("GET /|385911234567 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("}") < 0) {
        answer.append((char) socket.getInputStream().read());
      }
      assertThat(answer.toString())
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "invalid_request")
          .doesNotContain("385911234567");
    }
  }

  private OperatorHttp ana() {
    return OperatorHttp.ana(worker).because(reason);
  }

  private List<String> calls() {
    return worker
        .bean(JdbcClient.class)
        .sql(
            "select operator || ' ' || call || ' ' || outcome from operator_call"
                + " where reason = ? order by at")
        .param(reason)
        .query(String.class)
        .list();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(OperatorHttp.json(answer).path("code").asString()).isEqualTo(code);
    assertThat(OperatorHttp.json(answer).path("status").asInt()).isEqualTo(status);
  }
}
