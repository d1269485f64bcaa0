package dev.phoneproof.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.HttpTest;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

class BadInputTest extends HttpTest {

  private static final String PATH = "/v1/verifications";

  @LocalServerPort private int port;

  @AfterEach
  void publishesNothing() {
    assertThat(published.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{nope",
        "",
        "[]",
        "null",
        "\"+385912345678\"",
        "{\"phoneNumber\":\"+385912345678\"} {}",
        "{\"phoneNumber\":\"+385912345678\",\"phoneNumber\":\"+385912345679\"}",
        "{\"phoneNumber\":\"+385912345678\",\"nope\":1}",
        "{\"phoneNumber\":\"+385912345678\",\"country\":\"Croatia\"}",
        "{\"phoneNumber\":\"+385912345678\",\"country\":\"XX\"}",
        "{\"phoneNumber\":\"+385912345678\",\"channel\":\"nope\"}",
        "{\"phoneNumber\":\"+385912345678\",\"channel\":7}",
        "{\"phoneNumber\":\"+385912345678\",\"locale\":\"no pe\"}",
        "{\"phoneNumber\":\"+385912345678\",\"purpose\":\"Nope\"}",
        "{\"phoneNumber\":\"+385912345678\",\"reference\":\"no pe\"}",
        "{\"phoneNumber\":\"+385912345678\",\"nonce\":\"no pe\"}",
        "{\"phoneNumber\":\"+385912345678\",\"transaction\":\"nope\"}",
        "{\"phoneNumber\":\"+385912345678\",\"transaction\":{}}",
        "{\"phoneNumber\":\"+385912345678\",\"transaction\":"
            + "{\"amount\":\"nope\",\"currency\":\"EUR\",\"payee\":\"a\"}}"
      })
  void refusesBodiesOfAnotherForm(String body) {
    HttpResponse<String> answer = post(PATH, body).send();
    if (body.isEmpty()) {
      assertProblem(answer, 400, "invalid_phone_number");
    } else {
      assertProblem(answer, 400, "invalid_request");
    }
    assertThat(answer.body()).doesNotContainIgnoringCase("nope").doesNotContain("912345678");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "shop.example",
        "300.0.2.7",
        "192.0.2",
        "192.0.2.7:80",
        "192.0.2.7, 198.51.100.7",
        "192.0.2.0/24",
        "2001:db8::g",
        "2001:db8::1/64",
        "[2001:db8::1]",
        "fe80::1%eth0",
        "2001:db8"
      })
  void refusesWhatIsNoAddress(String address) {
    assertAddressRefused(post(PATH, stating(address)).header("X-API-Key", "first").send());
  }

  @Test
  void refusesAnAddressThatAPageStates() {
    String body = stating("192.0.2.7");
    assertAddressRefused(post(PATH, body).header("Sec-Fetch-Site", "same-origin").send());
  }

  private static String stating(String address) {
    return "{\"phoneNumber\":\"+385912345678\",\"endUserAddress\":\"" + address + "\"}";
  }

  private static void assertAddressRefused(HttpResponse<String> answer) {
    assertProblem(answer, 400, "invalid_request");
    assertThat(Call.json(answer).get("member").stringValue()).isEqualTo("endUserAddress");
  }

  @Test
  void refusesADeeplyNestedBody() {
    assertProblem(post(PATH, "[".repeat(16_000)).send(), 400, "invalid_request");
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] body = "{\"phoneNumber\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertProblem(
        call("POST", PATH)
            .header("Content-Type", "application/json")
            .body(BodyPublishers.ofByteArray(body))
            .send(),
        400,
        "invalid_request");
  }

  @Test
  void namesTheMemberInside() {
    JsonNode problem =
        Call.json(
            post(
                    PATH,
                    "{\"phoneNumber\":\"+385912345678\",\"transaction\":{\"amount\":\"1\","
                        + "\"currency\":\"euro\",\"payee\":\"a\"}}")
                .send());
    assertThat(problem.get("member").stringValue()).isEqualTo("transaction.currency");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"phoneNumber":"abc"}                             | invalid_phone_number
          {"phoneNumber":""}                                | invalid_phone_number
          {"phoneNumber":385912345678}                      | invalid_phone_number
          {}                                                | invalid_phone_number
          {"phoneNumber":"+38591"}                          | invalid_phone_number
          {"phoneNumber":"+3859123456789012"}               | invalid_phone_number
          {"phoneNumber":"091 234 5678"}                    | invalid_phone_number
          {"phoneNumber":"+38512345678"}                    | unsupported_number_type
          {"phoneNumber":"+38560123456"}                    | unsupported_number_type
          {"phoneNumber":"+18002345678"}                    | unsupported_number_type
          """)
  void refusesNumbersThatCannotReceiveAPin(String body, String code) {
    HttpResponse<String> answer = post(PATH, body).send();
    assertProblem(answer, 400, code);
    assertThat(answer.body()).doesNotContain("3859", "abc", "234");
  }

  @Test
  void refusesOtherContentTypes() {
    String body = "{\"phoneNumber\":\"+385912345678\"}";
    for (String type :
        new String[] {
          "text/plain", "application/x-www-form-urlencoded", "application/xml", "json", ";"
        }) {
      assertProblem(
          call("POST", PATH).header("Content-Type", type).body(body).send(),
          415,
          "unsupported_media_type");
    }
    assertProblem(call("POST", PATH).body(body).send(), 415, "unsupported_media_type");
  }

  @Test
  void refusesBodiesOver16Kilobytes() {
    String large = "{\"phoneNumber\":\"+385912345678\"" + " ".repeat(16 * 1024) + "}";
    assertProblem(post(PATH, large).send(), 413, "body_too_large");
    byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
    assertProblem(
        call("POST", PATH)
            .header("Content-Type", "application/json")
            .body(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
            .send(),
        413,
        "body_too_large");
  }

  @Test
  void says404WithTheSameBodyWhateverIsWrongWithIdOrToken() {
    Accepted one = accepted();
    Accepted other = accepted();
    published.all().clear();
    Set<String> bodies = new HashSet<>();
    for (String[] attempt :
        new String[][] {
          {"not-an-id", one.token()},
          {"1-1-1-1-1", one.token()},
          {UUID.randomUUID().toString(), one.token()},
          {one.id().toString(), null},
          {one.id().toString(), ""},
          {one.id().toString(), "nonsense"},
          {one.id().toString(), other.token()},
          {one.id().toString(), one.token() + "x"},
        }) {
      for (String[] target :
          new String[][] {
            {"GET", "", null},
            {"DELETE", "", null},
            {"POST", "/submissions", "{\"pin\":\"123456\"}"},
            {"POST", "/submissions", "{\"pin\":\"x\"}"},
            {"POST", "/resends", "{}"}
          }) {
        HttpResponse<String> answer =
            attempt(target[0], PATH + "/" + attempt[0] + target[1], target[2], attempt[1]);
        assertProblem(answer, 404, "verification_not_found");
        bodies.add(answer.body());
      }
    }
    clock.move(Duration.ofMinutes(17));
    bodies.add(get(one).send().body());
    assertThat(bodies).hasSize(1);
  }

  @Test
  void saysWhatElseIsNotThere() {
    assertProblem(call("GET", "/").send(), 404, "not_found");
    assertProblem(call("GET", "/v1").send(), 404, "not_found");
    assertProblem(call("GET", "/error").send(), 404, "not_found");
    assertProblem(call("GET", "/actuator/health").send(), 404, "not_found");
    assertProblem(call("PUT", PATH).body("{}").send(), 405, "method_not_allowed");
    assertProblem(call("GET", PATH).send(), 405, "method_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /<script> HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "POST /v1/verifications HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "TRACE /v1/verifications HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      })
  void answersWhatIsHardlyHttpWithAProblemToo(String request) throws Exception {
    String answer = exchange(request);
    assertThat(answer)
        .startsWith("HTTP/1.1 4")
        .containsIgnoringCase("content-type: application/problem+json")
        .containsIgnoringCase("x-request-id: ")
        .contains("\"code\":\"")
        .doesNotContain("script", "Exception", "Apache", "zz", "<");
  }

  @Test
  void answersAnEnormousHeaderWithAProblem() throws Exception {
    assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"invalid_request\"");
  }

  @Test
  void takesOverAHarmlessRequestId() {
    assertThat(requestId("trace-17.a_B")).isEqualTo("trace-17.a_B");
    assertThat(requestId("a b")).isNotEqualTo("a b");
    assertThat(requestId("x".repeat(65))).hasSize(36);
    assertThat(requestId(null)).hasSize(36);
    for (String tracing :
        List.of("3f2504e0-4f89-41d3-9a0c-0305e82c3301", "0af7651916cd43dd8448eb211c80319c")) {
      assertThat(requestId(tracing)).isEqualTo(tracing);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"385912345678", "id-385-91-234-5678", "0912345678", "91.234.56.78"})
  void takesOverNoRequestIdThatCanBeANumber(String number) {
    assertThat(requestId(number)).hasSize(36).isNotEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reference| \"reference\":\"385912345678\"",
        "reference| \"reference\":\"order-912345678\"",
        "reference| \"reference\":\"order-1234567\"",
        "reference| \"reference\":\"091-234-5678\"",
        "nonce| \"nonce\":\"+385(91)234-5678\"",
        "nonce| \"nonce\":\"n-0S6_91_234_5678\"",
        "purpose| \"purpose\":\"login-912345678\"",
        "locale| \"locale\":\"en-9123-45678\"",
        "transaction.payee| \"transaction\":{\"amount\":\"1\",\"currency\":\"EUR\",\"payee\":\"Ana 091 234 5678\"}",
        "transaction.payee| \"transaction\":{\"amount\":\"1\",\"currency\":\"EUR\",\"payee\":\"٠٩١ ٢٣٤ ٥٦٧٨\"}",
        "transaction.amount| \"transaction\":{\"amount\":\"385912345678\",\"currency\":\"EUR\",\"payee\":\"Ana\"}"
      })
  void refusesTheNumberInAMemberThatIsKeptReadable(String member, String json) {
    HttpResponse<String> answer =
        post(PATH, "{\"phoneNumber\":\"+385912345678\"," + json + "}").send();
    assertProblem(answer, 400, "invalid_request");
    assertThat(Call.json(answer).get("member").stringValue()).isEqualTo(member);
    assertThat(answer.body()).doesNotContain("5678");
    assertThat(published.all()).isEmpty();
  }

  @Test
  void speaksTheCallersLanguage() {
    HttpResponse<String> answer = post(PATH, "{}").header("Accept-Language", "hr").send();
    assertThat(Call.json(answer).get("detail").stringValue()).startsWith("Ovo nije telefonski");
    assertThat(answer.headers().firstValue("Content-Language")).contains("hr");
  }

  private String requestId(@Nullable String given) {
    Call call = call("GET", "/");
    if (given != null) {
      call.header("X-Request-Id", given);
    }
    return call.send().headers().firstValue("X-Request-Id").orElseThrow();
  }

  private HttpResponse<String> attempt(
      String method, String path, @Nullable String body, @Nullable String token) {
    Call call = body == null ? call(method, path) : post(path, body);
    return token == null ? call.send() : call.bearer(token).send();
  }

  private String exchange(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode problem = Call.json(answer);
    assertThat(problem.get("code").stringValue()).isEqualTo(code);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("Exception", "dev.phoneproof", "\tat ");
  }
}
