package dev.phoneproof.acceptance.privacy;

import dev.phoneproof.acceptance.ApiClient;
import dev.phoneproof.acceptance.Http;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** Callers who put a number or a PIN wherever it does not belong. */
final class Strangers {

  private static final String API = "/v1/verifications";
  private static final String[] JSON = {
    "X-API-Key", ApiClient.SHOP.key(), "Content-Type", "application/json"
  };

  private static final List<String> HEADERS =
      List.of(
          "X-Request-Id",
          "Idempotency-Key",
          "Accept-Language",
          "Accept",
          "Prefer",
          "If-None-Match",
          "Authorization",
          "X-API-Key",
          "Cookie",
          "Origin",
          "User-Agent",
          "X-Forwarded-For",
          "Sec-Fetch-Site",
          "Range",
          "X-Reason",
          "Content-Type");

  private final WatchedSystem system;
  private final Supplier<String> numbers;
  private final String pin;

  /**
   * Callers of every port.
   *
   * @param numbers gives each call a number in E.164
   */
  Strangers(WatchedSystem system, Supplier<String> numbers, String pin) {
    this.system = system;
    this.numbers = numbers;
    this.pin = pin;
  }

  void callTheGateway() {
    Http gateway = system.gateway();
    String number = numbers.get();
    for (String path : paths(number)) {
      gateway.get(path, "X-API-Key", ApiClient.SHOP.key());
      gateway.post(path, "{}", JSON);
      gateway.delete(path, "X-API-Key", ApiClient.SHOP.key());
    }
    for (String body : bodies(number)) {
      gateway.post(API, body, JSON);
      gateway.post(API + "/" + java.util.UUID.randomUUID() + "/submissions", body, JSON);
    }
    for (String header : HEADERS) {
      gateway.post(API, "{}", "X-Caller", "stranger", header, number);
      gateway.get(API + "/x", "X-Caller", "stranger", header, number.substring(1));
      gateway.get(API + "/x", "X-Caller", "stranger", header, pin);
    }
  }

  void callTheOperatorApi() {
    Http operators = system.operatorApi();
    String number = numbers.get();
    String ana = basic("ana", WatchedSystem.OPERATOR_KEY);
    for (String path : paths(number)) {
      operators.get(path, "Authorization", ana, "X-Reason", "INC-1");
    }
    for (String path :
        List.of(
            "lookups/" + number, "dead-letters?topic=" + number, "dead-letters?limit=" + number)) {
      operators.get("/operator/v1/" + path, "Authorization", ana, "X-Reason", "INC-1");
    }
    for (String body : bodies(number)) {
      for (String call : List.of("dead-letters/replays", "lookups", "erasures", "exports")) {
        operators.post(
            "/operator/v1/" + call,
            body,
            "Authorization",
            ana,
            "X-Reason",
            "INC-1",
            "Content-Type",
            "application/json");
      }
    }
    for (String reason : List.of(number, number.substring(1), "call " + number)) {
      operators.get("/operator/v1/status", "Authorization", ana, "X-Reason", reason);
    }
    operators.get("/operator/v1/status", "Authorization", basic(number, number));
    operators.get("/operator/v1/status", "Authorization", basic("ana", pin));
    system.management().forEach(http -> paths(number).forEach(http::get));
  }

  /** What no filter and no controller ever sees. */
  void speakNoHttp() {
    for (URI address : system.addresses()) {
      String number = numbers.get();
      for (String request :
          List.of(
              "GET /|" + number + " HTTP/1.1\r\nHost: x\r\n\r\n",
              "GET /{" + number + "} HTTP/1.1\r\nHost: x\r\n\r\n",
              number + " / HTTP/1.1\r\nHost: x\r\n\r\n",
              "GET / " + number + "\r\nHost: x\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: x " + number + "\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: " + number + "\r\nConnection: close\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: x\r\n" + number + " : y\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: x\r\nA@" + number + ": y\r\nConnection: close\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: x\r\nX: \u0001" + number + "\r\nConnection: close\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: x\r\nCookie: a=\""
                  + number
                  + "\r\nConnection: close\r\n\r\n",
              "GET /?n=%zz" + number + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
              "GET /%2f..%2f" + number + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + number + "\r\n\r\n",
              "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + number + "\r\n\r\n",
              "POST /v1/verifications HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + number
                  + "\r\n",
              "GET / HTTP/1.1\r\nHost: x\r\nX: " + number.repeat(2000) + "\r\n\r\n")) {
        system.keep(RawHttp.exchange(address, request));
      }
    }
  }

  private static List<String> paths(String number) {
    String digits = number.substring(1);
    return List.of(
        "/v1/verifications/" + digits,
        "/v1/verifications/" + number + "/submissions",
        "/v1/verifications?phoneNumber=" + digits,
        "/" + digits,
        "/actuator/" + digits,
        "/actuator/health/" + digits,
        "/error?number=" + digits,
        "/v1/verifications/%2B" + digits + "/resends;n=" + digits,
        "/operator/v1/verifications/" + digits);
  }

  private List<String> bodies(String number) {
    return List.of(
        number,
        "{\"phoneNumber\": \"" + number + "\"",
        "{\"phoneNumber\": \"" + number + "x\"}",
        "{\"phoneNumber\": " + number.substring(1) + "}",
        "{\"" + number + "\": 1}",
        "{\"" + number + "\": 1, \"" + number + "\": 2}",
        "{\"phoneNumber\": [\"" + number + "\"]}",
        "{\"phoneNumber\": \"" + number + "\", \"country\": \"" + number + "\"}",
        "{\"phoneNumber\": \"" + number + "\", \"channel\": \"" + number + "\"}",
        "{\"phoneNumber\": \"" + number + "\", \"locale\": \"" + number + "\"}",
        "{\"phoneNumber\": \"" + number + "\", \"purpose\": \"n" + number.substring(1) + "\"}",
        "{\"phoneNumber\": \"" + number + "\", \"reference\": \"" + number.substring(1) + "\"}",
        "{\"phoneNumber\": \"" + number + "\", \"reference\": \"091-" + number.substring(6) + "\"}",
        "{\"phoneNumber\": \"" + number + "\", \"nonce\": \"" + number + "\"}",
        "{\"phoneNumber\": \""
            + number
            + "\", \"transaction\": {\"amount\": \"1\", \"currency\":"
            + " \"EUR\", \"payee\": \"Ana "
            + number.substring(1)
            + "\"}}",
        "{\"pin\": \"" + pin + "\"",
        "{\"pin\": " + pin + "}",
        "{\"pin\": \"" + pin + "\", \"number\": \"" + number + "\"}",
        "{\"letters\": [{\"topic\": \"" + number + "\", \"partition\": 0, \"offset\": 1}]}",
        "{\"letters\": [{\"topic\": \"otp.requests\", \"partition\": " + number + "}]}");
  }

  private static String basic(String name, String key) {
    return "Basic " + Base64.getEncoder().encodeToString((name + ":" + key).getBytes());
  }
}
