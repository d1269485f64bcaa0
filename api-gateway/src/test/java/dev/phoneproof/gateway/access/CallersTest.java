package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.HttpTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallersTest extends HttpTest {

  private static final String PATH = "/v1/verifications";
  private static final String BODY = "{\"phoneNumber\":\"+385912345678\"}";
  private static final String SESSION = "__Host-phoneproof=";

  @Test
  void knowsAnApiClientByItsKey() {
    assertThat(post(PATH, BODY).header("X-API-Key", "first").send().statusCode()).isEqualTo(202);
    assertThat(published.only(OtpRequested.class).clientId()).isEqualTo("shop");
  }

  @Test
  void refusesAnUnknownKeyEvenWhenOpen() {
    HttpResponse<String> answer = post(PATH, BODY).header("X-API-Key", "third").send();
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("invalid_api_key");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(answer.body()).doesNotContain("third");
  }

  @Test
  void refusesAKeyThatComesFromAPage() {
    HttpResponse<String> answer =
        post(PATH, BODY)
            .header("X-API-Key", "first")
            .header("Origin", "https://shop.example")
            .send();
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("origin_not_allowed");
  }

  @Test
  void givesAnApiClientNothingOfAnother() {
    Accepted verification = acceptedBy("first");
    assertThat(get(verification).header("X-API-Key", "first").send().statusCode()).isEqualTo(200);
    assertThat(get(verification).header("X-API-Key", "second").send().statusCode()).isEqualTo(404);
    assertThat(get(verification).send().statusCode()).isEqualTo(404);
  }

  @Test
  void givesDifferentClientsDifferentIdsForTheSameKey() {
    String one = beginWithKey("first");
    assertThat(beginWithKey("first")).isEqualTo(one);
    assertThat(beginWithKey("second")).isNotEqualTo(one);
  }

  @Test
  void setsCookiesForAPageOfItsOwn() {
    HttpResponse<String> answer = fromOwnPage(post(PATH, BODY)).send();
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Call.json(answer).has("token")).isFalse();
    List<String> cookies = answer.headers().allValues("Set-Cookie");
    assertThat(cookies)
        .hasSize(2)
        .allSatisfy(cookie ->
            assertThat(cookie)
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain("Domain"));
    assertThat(cookies.get(0)).startsWith(SESSION);
    assertThat(cookies.get(1))
        .startsWith(SESSION.replace("=", "." + id(answer) + "="))
        .contains("; Max-Age=1020");
  }

  @Test
  void takesTheTokenFromACookieOfAPageOfItsOwnOnly() {
    HttpResponse<String> begun = fromOwnPage(post(PATH, BODY)).send();
    String cookie = cookies(begun);
    String path = PATH + "/" + id(begun);
    assertThat(fromOwnPage(call("GET", path)).header("Cookie", cookie).send().statusCode())
        .isEqualTo(200);
    assertThat(call("GET", path).header("Cookie", cookie).send().statusCode()).isEqualTo(404);
    for (String site : List.of("same-site", "cross-site", "none")) {
      assertThat(
              call("GET", path)
                  .header("Sec-Fetch-Site", site)
                  .header("Cookie", cookie)
                  .send()
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void ignoresCookiesWhenThereIsAnAuthorization() {
    HttpResponse<String> begun = fromOwnPage(post(PATH, BODY)).send();
    assertThat(
            fromOwnPage(call("GET", PATH + "/" + id(begun)))
                .header("Cookie", cookies(begun))
                .header("Authorization", "Basic eDp5")
                .send()
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void handsEverybodyElseTheTokenInTheBody() {
    HttpResponse<String> answer = post(PATH, BODY).header("Sec-Fetch-Site", "same-site").send();
    assertThat(Call.json(answer).get("token").stringValue()).isNotEmpty();
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  private Accepted acceptedBy(String key) {
    HttpResponse<String> answer = post(PATH, BODY).header("X-API-Key", key).send();
    return new Accepted(id(answer), Call.json(answer).get("token").stringValue());
  }

  private String beginWithKey(String apiKey) {
    return id(post(PATH, BODY)
            .header("X-API-Key", apiKey)
            .header("Idempotency-Key", "order-17")
            .send())
        .toString();
  }

  private static Call fromOwnPage(Call call) {
    return call.header("Sec-Fetch-Site", "same-origin");
  }

  private static UUID id(HttpResponse<String> answer) {
    return UUID.fromString(Call.json(answer).get("id").stringValue());
  }

  private static String cookies(HttpResponse<String> answer) {
    return String.join(
        "; ",
        answer.headers().allValues("Set-Cookie").stream()
            .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
            .toList());
  }
}
