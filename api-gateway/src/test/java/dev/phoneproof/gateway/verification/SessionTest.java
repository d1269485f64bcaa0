package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Origin;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.HttpTest;
import dev.phoneproof.gateway.view.Outcomes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser on a page of the gateway's own keeps, and what it gets for it. */
class SessionTest extends HttpTest {

  private static final String PATH = "/v1/verifications";
  private static final String SESSION = "__Host-phoneproof";
  private static final String DEVICE = "__Host-phoneproof-device";
  private static final String OTHER_NUMBER = "+385912345679";

  @LocalServerPort private int port;

  private Browser browser;

  @BeforeEach
  void openBrowser() {
    browser = new Browser(port);
  }

  @Test
  void returnsTheLiveVerificationToWhoeverAsksAgain() {
    UUID id = begin(browser, NUMBER);
    Map<String, String> kept = Map.copyOf(browser.cookies());
    HttpResponse<String> again = browser.send(asking(NUMBER, "verification"));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(id(again)).isEqualTo(id);
    assertThat(again.headers().firstValue("Location")).contains(PATH + "/" + id);
    assertThat(Call.json(again).get("maskedPhoneNumber").stringValue())
        .isEqualTo("+385 •• ••• 5678");
    assertThat(browser.cookies()).isEqualTo(kept);
    assertThat(published.all()).hasSize(1);
  }

  @Test
  void returnsItHoweverTheNumberIsWrittenAndWhateverTheKey() {
    UUID id = begin(browser, NUMBER);
    HttpResponse<String> again =
        browser.send(
            post(PATH, "{\"phoneNumber\":\"091 234 5678\",\"country\":\"HR\"}")
                .header("Idempotency-Key", UUID.randomUUID().toString()));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(id(again)).isEqualTo(id);
  }

  @Test
  void tellsWhoeverAsksAgainHowItStands() {
    UUID id = begin(browser, NUMBER);
    Outcomes.tell(
        view, Outcomes.sent(id, 2, NOON.plusSeconds(120), NOON.plusSeconds(300), null), NOON);
    assertThat(Call.json(browser.send(asking(NUMBER, "verification"))).get("status").stringValue())
        .isEqualTo("SENT");
  }

  @Test
  void beginsAnotherForAnotherNumberOrPurpose() {
    begin(browser, NUMBER);
    assertThat(browser.send(asking(OTHER_NUMBER, "verification")).statusCode()).isEqualTo(202);
    assertThat(browser.send(asking(NUMBER, "login")).statusCode()).isEqualTo(202);
    assertThat(published.all()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"VERIFIED", "LOCKED", "EXPIRED", "CANCELED", "REFUSED", "FAILED"})
  void beginsAnotherAfterTheEnd(Status end) {
    UUID id = begin(browser, NUMBER);
    Outcomes.tell(view, Outcomes.ended(id, end, null, 3), NOON);
    HttpResponse<String> next = browser.send(asking(NUMBER, "verification"));
    assertThat(next.statusCode()).isEqualTo(202);
    assertThat(id(next)).isNotEqualTo(id);
  }

  @Test
  void beginsAnotherWhenTheWorkerIsSilent() {
    begin(browser, NUMBER);
    clock.move(Duration.ofMinutes(3));
    assertThat(browser.send(asking(NUMBER, "verification")).statusCode()).isEqualTo(202);
  }

  @Test
  void beginsAnotherForAnotherBrowser() {
    UUID id = begin(browser, NUMBER);
    assertThat(begin(new Browser(port), NUMBER)).isNotEqualTo(id);
  }

  /** Ten messages in an hour are a session's. */
  @Test
  void countsARepeatOfOneVerificationOnce() {
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = browser.send(asking(NUMBER, "verification", key));
    Outcomes.tell(view, Outcomes.ended(id(first), Status.VERIFIED, null, 3), NOON);
    for (int i = 0; i < 12; i++) {
      HttpResponse<String> again = browser.send(asking(NUMBER, "verification", key));
      assertThat(again.statusCode()).isEqualTo(202);
      assertThat(id(again)).isEqualTo(id(first));
    }
  }

  @Test
  void countsNothingThatIsNotKnownToBeAccepted() {
    begin(browser, NUMBER);
    published.goAway();
    for (int i = 0; i < 12; i++) {
      assertThat(browser.send(asking(OTHER_NUMBER, "verification")).statusCode()).isEqualTo(503);
    }
    published.comeBack();
    begin(browser, OTHER_NUMBER);
  }

  @Test
  void givesNothingForAPlantedSession() {
    UUID mine = begin(browser, NUMBER);
    Browser victim = new Browser(port);
    victim.cookies().put(SESSION, browser.cookies().get(SESSION));
    assertThat(victim.send(call("GET", PATH + "/" + mine)).statusCode()).isEqualTo(404);
    UUID theirs = begin(victim, NUMBER);
    assertThat(theirs).isNotEqualTo(mine);
    assertThat(browser.send(call("GET", PATH + "/" + theirs)).statusCode()).isEqualTo(404);
  }

  @Test
  void givesNothingForAPlantedToken() {
    UUID mine = begin(browser, NUMBER);
    Browser victim = new Browser(port);
    begin(victim, OTHER_NUMBER);
    victim.cookies().put(tokenOf(mine), browser.cookies().get(tokenOf(mine)));
    assertThat(victim.send(call("GET", PATH + "/" + mine)).statusCode()).isEqualTo(404);
    assertThat(victim.send(asking(NUMBER, "verification")).statusCode()).isEqualTo(202);
    assertThat(victim.cookies()).doesNotContainKey(tokenOf(mine));
  }

  @Test
  void givesNothingForATokenUnderAnothersName() {
    UUID first = begin(browser, NUMBER);
    UUID second = begin(browser, OTHER_NUMBER);
    browser.cookies().put(tokenOf(second), browser.cookies().get(tokenOf(first)));
    assertThat(browser.send(call("GET", PATH + "/" + second)).statusCode()).isEqualTo(404);
  }

  @Test
  void givesNothingWhenThereAreTwoSessions() {
    UUID id = begin(browser, NUMBER);
    String planted = SESSION + "=AAAAAAAAAAAAAAAAAAAAAA; ";
    String mine =
        SESSION
            + "="
            + browser.cookies().get(SESSION)
            + "; "
            + tokenOf(id)
            + "="
            + browser.cookies().get(tokenOf(id));
    assertThat(ownPage(call("GET", PATH + "/" + id)).header("Cookie", mine).send().statusCode())
        .isEqualTo(200);
    assertThat(
            ownPage(call("GET", PATH + "/" + id))
                .header("Cookie", planted + mine)
                .send()
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void takesNoTokenOfACookieAsABearerToken() {
    UUID id = begin(browser, NUMBER);
    String stolen = browser.cookies().get(tokenOf(id));
    assertThat(call("GET", PATH + "/" + id).bearer(stolen).send().statusCode()).isEqualTo(404);
    assertThat(ownPage(call("GET", PATH + "/" + id)).bearer(stolen).send().statusCode())
        .isEqualTo(404);
  }

  @Test
  void takesABearerTokenFromAPageOfItsOwnToo() {
    Accepted handedOut = accepted();
    assertThat(ownPage(get(handedOut)).send().statusCode()).isEqualTo(200);
  }

  @Test
  void looksAtNoCookieBesideABearerToken() {
    Accepted handedOut = accepted();
    verify(browser, NUMBER);
    UUID mine = begin(browser, OTHER_NUMBER);
    Map<String, String> kept = Map.copyOf(browser.cookies());
    published.all().clear();

    HttpResponse<String> again =
        browser.send(asking(OTHER_NUMBER, "verification").bearer(handedOut.token()));
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(id(again)).isNotEqualTo(mine);
    assertThat(Call.json(again).has("token")).isTrue();
    Origin origin = published.only(OtpRequested.class).origin();
    assertThat(origin.sessionTag()).isNull();
    assertThat(origin.deviceTag()).isNull();

    answerSubmissions(handedOut.id(), Status.VERIFIED, Verdict.VERIFIED);
    assertThat(browser.send(typing(handedOut.id()).bearer(handedOut.token())).statusCode())
        .isEqualTo(200);
    assertThat(browser.cookies()).isEqualTo(kept);
  }

  @Test
  void takesNoBearerTokenAsACookie() {
    Accepted handedOut = accepted();
    begin(browser, OTHER_NUMBER);
    browser.cookies().put(tokenOf(handedOut.id()), handedOut.token());
    assertThat(browser.send(call("GET", handedOut.path())).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAAAAAAAAAAAAAAAAAAA!", "AAAAAAAAAAAAAAAAAAAAAAA"})
  void replacesASessionThatIsNone(String value) {
    browser.cookies().put(SESSION, value);
    begin(browser, NUMBER);
    assertThat(browser.cookies().get(SESSION)).matches("[A-Za-z0-9_-]{22}").isNotEqualTo(value);
  }

  @Test
  void keepsTheSessionAndThreeTokensAtMost() {
    UUID oldest = begin(browser, NUMBER);
    String session = browser.cookies().get(SESSION);
    for (int i = 1; i <= 3; i++) {
      clock.move(Duration.ofSeconds(1));
      begin(browser, "+38591234568" + i);
    }
    assertThat(browser.cookies())
        .hasSize(4)
        .containsEntry(SESSION, session)
        .doesNotContainKey(tokenOf(oldest));
  }

  @Test
  void dropsTokensOfEndedVerificationsBeforeLiveOnes() {
    UUID live = begin(browser, NUMBER);
    for (int i = 1; i <= 2; i++) {
      clock.move(Duration.ofSeconds(1));
      UUID id = begin(browser, "+38591234568" + i);
      Status end = i == 1 ? Status.EXPIRED : Status.VERIFIED;
      Outcomes.tell(view, Outcomes.ended(id, end, null, 3), clock.instant());
    }
    begin(browser, OTHER_NUMBER);
    assertThat(browser.cookies()).hasSize(4).containsKey(tokenOf(live));
    begin(browser, "+385912345683");
    assertThat(browser.cookies()).hasSize(4).containsKey(tokenOf(live));
  }

  @Test
  void forgetsTheTokenWhenThePersonChangesTheNumber() {
    UUID id = begin(browser, NUMBER);
    assertThat(browser.send(call("DELETE", PATH + "/" + id)).statusCode()).isEqualTo(202);
    assertThat(browser.cookies()).containsOnlyKeys(SESSION);
    assertThat(browser.send(asking(NUMBER, "verification")).statusCode()).isEqualTo(202);
  }

  @Test
  void keepsTheTokenWhenACancelIsNotKnownToBeAccepted() {
    UUID id = begin(browser, NUMBER);
    published.goAway();
    assertThat(browser.send(call("DELETE", PATH + "/" + id)).statusCode()).isEqualTo(503);
    assertThat(browser.cookies()).containsKey(tokenOf(id));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPIRED", "CANCELED", "REFUSED", "FAILED"})
  void forgetsTheTokenOnceTheEndWasTold(Status end) {
    UUID id = begin(browser, NUMBER);
    Outcomes.tell(view, Outcomes.ended(id, end, Reason.CANCELED, 3), NOON);
    assertThat(browser.send(call("GET", PATH + "/" + id)).statusCode()).isEqualTo(200);
    assertThat(browser.cookies()).containsOnlyKeys(SESSION);
  }

  @Test
  void forgetsTheTokenWithTheRefusalOfAResend() {
    UUID id = begin(browser, NUMBER);
    Outcomes.tell(view, Outcomes.ended(id, Status.EXPIRED, null, 3), NOON);
    assertThat(browser.send(post(PATH + "/" + id + "/resends", "{}")).statusCode()).isEqualTo(410);
    assertThat(browser.cookies()).containsOnlyKeys(SESSION);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPIRED", "CANCELED", "REFUSED", "FAILED"})
  void forgetsTheTokenWithTheRefusalOfAPin(Status end) {
    UUID id = begin(browser, NUMBER);
    Outcomes.tell(view, Outcomes.ended(id, end, null, 3), NOON);
    assertThat(browser.send(typing(id)).statusCode()).isEqualTo(410);
    assertThat(browser.cookies()).containsOnlyKeys(SESSION);
  }

  @Test
  void forgetsTheTokenWhenTheWorkerIsSilent() {
    UUID id = begin(browser, NUMBER);
    clock.move(Duration.ofMinutes(3));
    HttpResponse<String> read = browser.send(call("GET", PATH + "/" + id));
    assertThat(Call.json(read).get("reason").stringValue()).isEqualTo("no_answer");
    assertThat(browser.cookies()).containsOnlyKeys(SESSION);
  }

  @Test
  void keepsTheTokenForARepeatOfASubmissionWhoseAnswerWasLost() {
    UUID id = begin(browser, NUMBER);
    answerSubmissions(id, Status.VERIFIED, Verdict.VERIFIED);
    String key = UUID.randomUUID().toString();
    HttpResponse<String> lost = browser.send(typing(id).header("Idempotency-Key", key));
    assertThat(lost.headers().allValues("Set-Cookie"))
        .anySatisfy(cookie -> assertThat(cookie).startsWith(tokenOf(id)).contains("Max-Age=300"));
    assertThat(browser.send(typing(id).header("Idempotency-Key", key)).body())
        .contains("\"verified\":true");
    clock.move(Duration.ofMinutes(5));
    browser.send(call("GET", PATH + "/" + id));
    assertThat(browser.cookies()).doesNotContainKey(tokenOf(id));
  }

  @Test
  void knowsTheDeviceOnWhichANumberWasVerified() {
    verify(browser, NUMBER);
    assertThat(browser.cookies().get(DEVICE)).doesNotContain("912345678");
    published.all().clear();
    browser.cookies().keySet().removeIf(name -> !name.equals(DEVICE));
    begin(browser, NUMBER);
    OtpRequested request = published.only(OtpRequested.class);
    assertThat(request.origin().knownDevice()).isTrue();
    assertThat(request.origin().deviceTag()).matches("[A-Za-z0-9_-]{16}");
  }

  @Test
  void takesEvidenceForOneNumberForNoneForAnother() {
    verify(browser, NUMBER);
    published.all().clear();
    begin(browser, OTHER_NUMBER);
    assertThat(published.only(OtpRequested.class).origin().knownDevice()).isFalse();
  }

  @Test
  void setsTheDeviceCookieForNinetyDaysOutOfReachOfScripts() {
    UUID id = begin(browser, NUMBER);
    answerSubmissions(id, Status.VERIFIED, Verdict.VERIFIED);
    assertThat(browser.send(typing(id)).headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith(DEVICE + "=")
                .contains("Path=/", "Max-Age=7776000", "Secure", "HttpOnly", "SameSite=Strict")
                .doesNotContain("Domain"));
  }

  @Test
  void knowsNoDeviceByAVerdictWithoutAProof() {
    UUID id = begin(browser, NUMBER);
    published.answerWith(event -> {
      if (event instanceof OtpSubmitted submitted) {
        VerificationChanged state = Outcomes.ended(id, Status.VERIFIED, null, 3);
        Outcomes.tell(
            view,
            Outcomes.answering(state, submitted.submissionId(), Verdict.VERIFIED, null),
            NOON);
      }
    });
    browser.send(typing(id));
    assertThat(browser.cookies()).doesNotContainKey(DEVICE);
  }

  @Test
  void knowsNoDeviceAfterAWrongPin() {
    UUID id = begin(browser, NUMBER);
    answerSubmissions(id, Status.SENT, Verdict.WRONG_PIN);
    browser.send(typing(id));
    assertThat(browser.cookies()).doesNotContainKey(DEVICE).containsKey(tokenOf(id));
  }

  @Test
  void tellsTheWorkerWhichRequestsAreOfOneSession() {
    begin(browser, NUMBER);
    String tag = published.only(OtpRequested.class).origin().sessionTag();
    assertThat(tag).matches("[A-Za-z0-9_-]{16}").isNotEqualTo(browser.cookies().get(SESSION));
    published.all().clear();
    begin(browser, OTHER_NUMBER);
    assertThat(published.only(OtpRequested.class).origin().sessionTag()).isEqualTo(tag);
    published.all().clear();
    begin(new Browser(port), NUMBER);
    assertThat(published.only(OtpRequested.class).origin().sessionTag()).isNotEqualTo(tag);
  }

  private void verify(Browser person, String number) {
    UUID id = begin(person, number);
    answerSubmissions(id, Status.VERIFIED, Verdict.VERIFIED);
    assertThat(person.send(typing(id)).statusCode()).isEqualTo(200);
  }

  private void answerSubmissions(UUID id, Status status, Verdict verdict) {
    published.answerWith(event -> {
      if (event instanceof OtpSubmitted submitted) {
        VerificationChanged state = Outcomes.ended(id, status, null, 3);
        Outcomes.tell(
            view,
            verdict == Verdict.VERIFIED
                ? Outcomes.proving(state, submitted, "a.b.c")
                : Outcomes.answering(state, submitted.submissionId(), verdict, null),
            NOON);
      }
    });
  }

  private UUID begin(Browser person, String number) {
    HttpResponse<String> answer = person.send(asking(number, "verification"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return id(answer);
  }

  private Call asking(String number, String purpose) {
    return post(PATH, "{\"phoneNumber\":\"%s\",\"purpose\":\"%s\"}".formatted(number, purpose));
  }

  private Call asking(String number, String purpose, String key) {
    return asking(number, purpose).header("Idempotency-Key", key);
  }

  private Call typing(UUID id) {
    return post(PATH + "/" + id + "/submissions", "{\"pin\":\"123456\"}");
  }

  private Call ownPage(Call call) {
    return call.header("Sec-Fetch-Site", "same-origin")
        .header("Origin", "http://127.0.0.1:" + port);
  }

  private static String tokenOf(UUID id) {
    return SESSION + "." + id;
  }

  private static UUID id(HttpResponse<String> answer) {
    return UUID.fromString(Call.json(answer).get("id").stringValue());
  }
}
