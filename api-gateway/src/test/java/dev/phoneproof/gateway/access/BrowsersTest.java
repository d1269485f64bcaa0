package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.ClosedGatewayTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages may do: of this gateway, of allowed origins, and of everybody else. */
class BrowsersTest extends ClosedGatewayTest {

  private static final String[] OWN_PAGE = {"Sec-Fetch-Site", "same-origin"};

  @Test
  void answersThePreflightOfAnAllowedOriginExactly() {
    HttpResponse<String> answer =
        preflight(
            "https://shop.example",
            "POST",
            "authorization,content-type,idempotency-key,if-none-match,prefer,x-request-id");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
    assertThat(header(answer, "Access-Control-Allow-Methods")).isEqualTo("GET,POST,DELETE");
    assertThat(header(answer, "Access-Control-Allow-Headers"))
        .isEqualTo(
            "authorization, content-type, idempotency-key, if-none-match, prefer, x-request-id");
    assertThat(header(answer, "Access-Control-Max-Age")).isEqualTo("600");
    assertThat(answer.headers().allValues("Vary"))
        .anySatisfy(names -> assertThat(names).contains("Origin"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, POST, content-type",
    "null, POST, content-type",
    "https://shop.example.evil.example, POST, content-type",
    "https://shop.example, PUT, content-type",
    "https://shop.example, PATCH, content-type",
    "https://shop.example, POST, x-api-key",
    "https://shop.example, POST, cookie"
  })
  void refusesEveryOtherPreflight(String origin, String method, String headers) {
    assertNotAllowed(preflight(origin, method, headers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "https://evil.example",
        "https://shop.example/",
        "HTTPS://shop.example",
        "https://shop.example:443",
        "http://[",
        "%zz://",
        "https://shop.example,https://bank.example"
      })
  void tellsPagesOfOtherOriginsNothing(String origin) {
    assertNotAllowed(post(BODY, "Origin", origin));
    assertNotAllowed(post(BODY, "Origin", origin, "X-API-Key", "first"));
    assertNotAllowed(
        post(BODY, "Origin", origin, "Sec-Fetch-Site", "same-origin", "Cookie", "a=b"));
    assertThat(published.all()).isEmpty();
  }

  @Test
  void refusesSeveralOrigins() {
    assertNotAllowed(
        post(BODY, "Origin", "https://shop.example", "Origin", "https://shop.example"));
    assertNotAllowed(
        post(BODY, "Origin", "https://shop.example", "Origin", "https://evil.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "https://shop.example", "null", "http://["})
  void showsTheKeysOfProofsToPagesOfEveryOrigin(String origin) {
    HttpResponse<String> answer =
        send(From.ANYWHERE, "GET", "/.well-known/jwks.json", null, "Origin", origin);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=300");
    assertNotAllowed(
        send(From.ANYWHERE, "GET", "/.well-known/other", null, "Origin", "https://evil.example"));
  }

  @Test
  void servesAPageOfAnAllowedOriginWithoutCookies() {
    String[] page = {"Origin", "https://shop.example", "Sec-Fetch-Site", "cross-site"};
    HttpResponse<String> begun = post(BODY, page);
    assertThat(begun.statusCode()).isEqualTo(202);
    assertThat(published.only(OtpRequested.class).clientId()).isEqualTo("shop");
    assertThat(begun.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(header(begun, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
    assertThat(header(begun, "Access-Control-Expose-Headers"))
        .isEqualTo("Location, ETag, Retry-After, X-Request-Id");

    String token = Call.json(begun).get("token").stringValue();
    String path = header(begun, "Location");
    HttpResponse<String> read =
        send(From.ANYWHERE, "GET", path, null, with(page, "Authorization", "Bearer " + token));
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(header(read, "ETag")).isEqualTo("\"0\"");
    // The refusal of a call too can be read by the page.
    HttpResponse<String> refused = send(From.ANYWHERE, "GET", path, null, page);
    assertProblem(refused, 404, "verification_not_found");
    assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
    assertProblem(
        send(
            From.ANYWHERE,
            "GET",
            path,
            null,
            "Origin",
            "https://bank.example",
            "Authorization",
            "Bearer " + token),
        404,
        "verification_not_found");
  }

  @Test
  void servesAPageOfItsOwnThroughTheProxyWithCookies() {
    HttpResponse<String> begun = send(From.PROXY, "POST", PATH, BODY, proxied(OWN_PAGE));
    assertThat(begun.statusCode()).isEqualTo(202);
    assertThat(published.only(OtpRequested.class).clientId()).isEqualTo("shop");
    HttpResponse<String> read =
        send(
            From.PROXY,
            "GET",
            header(begun, "Location"),
            null,
            proxied(with(OWN_PAGE, "Cookie", cookies(begun))));
    assertThat(read.statusCode()).isEqualTo(200);
  }

  /** Another site makes the browser call, and the browser sends the cookies that it holds. */
  @Test
  void takesNoCookieFromAPageOfAnotherSite() {
    HttpResponse<String> begun = send(From.PROXY, "POST", PATH, BODY, proxied(OWN_PAGE));
    String path = header(begun, "Location");
    String cookies = cookies(begun);
    published.all().clear();
    for (String site : List.of("cross-site", "same-site", "none")) {
      String[] forged = {"Sec-Fetch-Site", site, "Cookie", cookies};
      String[] page = with(forged, "Origin", "https://evil.example");
      String[] shop = with(forged, "Origin", "https://shop.example");
      for (String[] call :
          new String[][] {
            {"GET", path},
            {"DELETE", path},
            {"POST", path + "/resends"},
            {"POST", path + "/submissions"}
          }) {
        String body = call[0].equals("POST") ? "{\"pin\":\"123456\"}" : null;
        assertProblem(
            send(From.PROXY, call[0], call[1], body, proxied(forged)), 401, "invalid_api_key");
        assertNotAllowed(send(From.PROXY, call[0], call[1], body, proxied(page)));
        assertProblem(
            send(From.PROXY, call[0], call[1], body, proxied(shop)), 404, "verification_not_found");
      }
    }
    assertThat(published.all()).isEmpty();
  }

  /** The attacker's name leads to the gateway; to the browser its pages are of the same origin. */
  @Test
  void refusesAPageUnderAForeignName() {
    for (String method : List.of("GET", "POST")) {
      String[] rebound = {
        "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", OWN_PAGE[0], OWN_PAGE[1]
      };
      String body = method.equals("POST") ? BODY : null;
      assertNotAllowed(send(From.PROXY, method, PATH, body, rebound));
      assertNotAllowed(
          send(From.PROXY, method, PATH, body, with(rebound, "Origin", "https://evil.example")));
      assertProblem(
          send(From.PROXY, method, PATH, body, with(rebound, "Origin", "https://verify.example")),
          403,
          "origin_not_allowed");
      // Without the proxy its headers mean nothing: this is a page of https://127.0.0.1.
      assertNotAllowed(send(From.ANYWHERE, method, PATH, body, proxied(OWN_PAGE)));
    }
    assertThat(published.all()).isEmpty();
  }

  @Test
  void refusesWhatAFormCanSendFromAPageOfItsOwn() {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
      HttpResponse<String> answer =
          send(From.PROXY, "POST", PATH, BODY, with(proxied(OWN_PAGE), "Content-Type", type));
      assertProblem(answer, 415, "unsupported_media_type");
    }
    assertThat(published.all()).isEmpty();
  }
}
