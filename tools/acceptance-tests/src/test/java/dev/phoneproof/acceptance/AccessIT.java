package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Who may see and do what. Whatever is wrong with id or token, the answer is the same. */
@ExtendWith(WithRunningSystem.class)
class AccessIT {

  private static final String PATH = "/v1/verifications";

  private final RunningSystem system;

  AccessIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void nothingTellsWhichIdsThereAre() {
    Verification mine = system.person().asks();
    Verification other = system.person().asks();
    String reference = mine.withId(UUID.randomUUID().toString()).looks().text();

    assertNotFound(mine.withId(UUID.randomUUID().toString()), reference);
    assertNotFound(mine.withId("not-an-id"), reference);
    assertNotFound(mine.withToken(""), reference);
    assertNotFound(mine.withToken("rubbish"), reference);
    assertNotFound(mine.withToken(other.token()), reference);
    assertNotFound(mine.withToken(damaged(mine.token())), reference);
    assertNotFound(mine.at(ApiClient.BANK), reference);
  }

  @Test
  void aForeignTokenChangesNothing() {
    Person person = system.person();
    Verification mine = person.asks();
    Verification other = system.person().asks();
    mine.awaitStatus("SENT");

    mine.withToken(other.token()).cancels().expectProblem(404, "verification_not_found");

    mine.provesWith(person.phone().pin());
  }

  @Test
  void nobodyAsksWithoutAKey() {
    Person stranger = system.person().at(new ApiClient("stranger", "a-key-that-nobody-has"));

    stranger.post(stranger.request()).expectProblem(401, "invalid_api_key");
    system
        .gateway()
        .post(
            "/v1/verifications", stranger.request().toString(), "Content-Type", "application/json")
        .expectProblem(401, "invalid_api_key");
  }

  @Test
  void aKeyInAWebPageIsRefused() {
    Person person = system.person();

    person
        .post(person.request(), "Origin", "https://shop.example")
        .expectProblem(403, "origin_not_allowed");
  }

  /** Two sites by their names; the browser sends the person's cookies along for both. */
  @Test
  void anotherSiteCannotUseThePersonsCookies() {
    Phone phone = system.phone();
    Browser browser = system.browser();
    Answer begun = browser.page(Browser.OWN_PAGE, "POST", PATH, request(phone)).expect(202);
    assertThat(begun.json().has("token")).isFalse();
    String path = begun.header("Location");
    String pin = phone.pin();

    for (String site :
        new String[] {"https://evil.example", "https://evil.verify.example", "null"}) {
      browser.page(site, "GET", path, "").expectProblem(403, "origin_not_allowed");
      browser.page(site, "DELETE", path, "").expectProblem(403, "origin_not_allowed");
      browser
          .page(site, "POST", path + "/submissions", pin(pin))
          .expectProblem(403, "origin_not_allowed");
    }
    // Allowed, and for the same client; but the cookies are not for it.
    browser
        .page(Browser.SHOP_PAGE, "DELETE", path, "")
        .expectProblem(404, "verification_not_found");
    browser.link(path).expectProblem(401, "invalid_api_key");

    Answer verdict = browser.page(Browser.OWN_PAGE, "POST", path + "/submissions", pin(pin));
    assertThat(verdict.expect(200).json().path("verified").asBoolean()).isTrue();
  }

  /** The attacker's name leads to the gateway, so that to the browser it is one origin. */
  @Test
  void aPageUnderAForeignNameIsRefused() {
    Browser browser = system.browser();
    for (String name : new String[] {"evil.example", "verify.example.evil.example"}) {
      browser
          .rebound(name, "POST", PATH, request(system.phone()))
          .expectProblem(403, "origin_not_allowed");
      browser
          .rebound(name, "GET", PATH + "/" + UUID.randomUUID(), "")
          .expectProblem(403, "origin_not_allowed");
    }
  }

  @Test
  void aPageOfAnAllowedOriginProvesANumberWithoutCookies() {
    Phone phone = system.phone();
    Browser browser = system.browser();
    Answer begun = browser.page(Browser.SHOP_PAGE, "POST", PATH, request(phone)).expect(202);
    assertThat(begun.header("Set-Cookie")).isEmpty();
    assertThat(begun.header("Access-Control-Allow-Origin")).isEqualTo(Browser.SHOP_PAGE);
    assertThat(begun.header("Access-Control-Allow-Credentials")).isEmpty();

    browser.holds(begun.member("token"));
    String path = begun.header("Location") + "/submissions";
    Answer verdict = browser.page(Browser.SHOP_PAGE, "POST", path, pin(phone.pin()));
    assertThat(verdict.expect(200).json().path("verified").asBoolean()).isTrue();
  }

  private static String request(Phone phone) {
    return "{\"phoneNumber\":\"" + phone.number() + "\"}";
  }

  private static String pin(String pin) {
    return "{\"pin\":\"" + pin + "\"}";
  }

  private static void assertNotFound(Verification verification, String reference) {
    for (Answer answer :
        new Answer[] {
          verification.looks(),
          verification.types("99999999"),
          verification.asksAgain(),
          verification.cancels()
        }) {
      answer.expectProblem(404, "verification_not_found");
      assertThat(new JsonMapper().readTree(answer.text()))
          .isEqualTo(new JsonMapper().readTree(reference));
    }
  }

  private static String damaged(String token) {
    int middle = token.length() / 2;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    return token.substring(0, middle) + other + token.substring(middle + 1);
  }
}
