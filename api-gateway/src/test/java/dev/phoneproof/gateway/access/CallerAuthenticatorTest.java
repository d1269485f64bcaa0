package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.access.Caller.Kind;
import dev.phoneproof.gateway.problem.ProblemCode;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** What the headers of a request prove. */
class CallerAuthenticatorTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String SESSION = "AAAAAAAAAAAAAAAAAAAAAA";

  /** The keys are "first", "second" and "third". */
  private static final Clients CLIENTS =
      Clients.parse(
          """
          {"clients":[
           {"id":"shop","origins":["https://shop.example","https://verify.example:8443"],"keys":[
            "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e",
            {"sha256":"16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4",
             "expires":"2026-11-23T12:00:01Z"}]},
           {"id":"bank","origins":["https://bank.example"],"keys":[
            {"sha256":"b1e99324505bd32da0e1f85dcf5e19a09db0481e8a15f62c41eb320304a8e927",
             "expires":"2026-11-23T12:00:00Z"}]}]}
          """);

  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @BeforeEach
  void callTheShop() {
    calledAs("https", "shop.example", 443);
    request.setRemoteAddr("192.0.2.7");
    request.setCookies(new Cookie("__Host-phoneproof", SESSION));
  }

  @Test
  void letsNobodyInWithoutAKey() {
    assertRefused(ProblemCode.INVALID_API_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "second"})
  void knowsAClientByEachOfItsActiveKeys(String key) {
    request.addHeader("X-API-Key", key);
    assertThat(caller()).returns("shop", Caller::clientId).returns(Kind.API, Caller::kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"third", "fourth", "", " first", "first,second"})
  void refusesAKeyThatHasEndedOrThatNobodyHas(String key) {
    request.addHeader("X-API-Key", key);
    assertRefused(ProblemCode.INVALID_API_KEY);
  }

  @Test
  void refusesTwoKeysAtOnce() {
    request.addHeader("X-API-Key", "first");
    request.addHeader("X-API-Key", "first");
    assertRefused(ProblemCode.INVALID_API_KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://shop.example",
    "Origin, null",
    "Sec-Fetch-Site, same-origin",
    "Sec-Fetch-Site, none"
  })
  void refusesAKeyThatComesFromABrowser(String header, String value) {
    request.addHeader("X-API-Key", "first");
    request.addHeader(header, value);
    assertRefused(ProblemCode.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void takesTheAddressOfABackendForNobodys() {
    request.addHeader("X-API-Key", "first");
    assertThat(caller()).returns(null, Caller::address).returns(null, Caller::sessionId);
  }

  @Test
  void knowsAPageOfItsOwnByTheNameUnderWhichItWasCalled() {
    request.addHeader("Sec-Fetch-Site", "same-origin");
    assertThat(caller())
        .returns("shop", Caller::clientId)
        .returns(Kind.OWN_PAGE, Caller::kind)
        .returns("192.0.2.7", Caller::address)
        .returns(SESSION, Caller::sessionId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "Basic x", ""})
  void looksAtNoCookieOfAPageThatSendsItsTokenItself(String authorization) {
    request.addHeader("Sec-Fetch-Site", "same-origin");
    request.addHeader("Authorization", authorization);
    assertThat(caller())
        .returns(Kind.OWN_PAGE_WITH_TOKEN, Caller::kind)
        .returns(true, Caller::browser)
        .returns(null, Caller::sessionId);
  }

  @ParameterizedTest
  @CsvSource({
    "https, Shop.Example, 443, https://shop.example",
    "https, verify.example, 8443, https://verify.example:8443"
  })
  void takesAnOriginOnlyIfItIsItsOwn(String scheme, String host, int port, String origin) {
    calledAs(scheme, host, port);
    request.addHeader("Sec-Fetch-Site", "same-origin");
    request.addHeader("Origin", origin);
    assertThat(caller()).returns(Kind.OWN_PAGE, Caller::kind);
  }

  /** The last is another client's, and still not the one that was called. */
  @ParameterizedTest
  @ValueSource(
      strings = {"null", "", "https://evil.example", "http://shop.example", "https://bank.example"})
  void refusesAnotherOriginThanItsOwn(String origin) {
    request.addHeader("Sec-Fetch-Site", "same-origin");
    request.addHeader("Origin", origin);
    assertRefused(ProblemCode.ORIGIN_NOT_ALLOWED);
  }

  /** A name of the attacker's that leads to the gateway: to the browser it is one origin. */
  @ParameterizedTest
  @CsvSource({
    "https, evil.example, 443",
    "https, shop.example, 8443",
    "http, shop.example, 80",
    "https, shop.example., 443",
    "https, a_b, 443"
  })
  void refusesAPageUnderANameThatIsNoClients(String scheme, String host, int port) {
    calledAs(scheme, host, port);
    request.addHeader("Sec-Fetch-Site", "same-origin");
    assertRefused(ProblemCode.ORIGIN_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none", "Same-Origin", "same-origin, x", ""})
  void looksAtNoCookieOfAnotherSite(String site) {
    request.addHeader("Sec-Fetch-Site", site);
    request.addHeader("Origin", "https://bank.example");
    assertThat(caller())
        .returns("bank", Caller::clientId)
        .returns(Kind.FOREIGN_PAGE, Caller::kind)
        .returns("192.0.2.7", Caller::address)
        .returns(null, Caller::sessionId);
  }

  @Test
  void knowsAPageByItsOriginWhereABrowserSaysNoMore() {
    request.addHeader("Origin", "https://shop.example");
    assertThat(caller()).returns("shop", Caller::clientId).returns(Kind.FOREIGN_PAGE, Caller::kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        " ",
        "*",
        "shop.example",
        "http://shop.example",
        "HTTPS://SHOP.EXAMPLE",
        "https://shop.example/",
        "https://shop.example:443",
        "https://shop.example.evil.example",
        "https://shop.example@evil.example",
        "https://evil.example#https://shop.example",
        "https://shop.example, https://evil.example",
        "https://shop.example https://evil.example",
        "https://sub.shop.example",
        "https://[",
        "http://%zz",
        "file://"
      })
  void refusesEveryOtherOrigin(String origin) {
    request.addHeader("Sec-Fetch-Site", "cross-site");
    request.addHeader("Origin", origin);
    assertRefused(ProblemCode.ORIGIN_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin", "Sec-Fetch-Site"})
  void refusesWhatABrowserSendsOnlyOnce(String header) {
    request.addHeader("Sec-Fetch-Site", "same-origin");
    request.addHeader("Origin", "https://shop.example");
    request.addHeader(header, header.equals("Origin") ? "https://shop.example" : "same-origin");
    assertRefused(ProblemCode.ORIGIN_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "text/plain; application/json",
        "json",
        ""
      })
  void takesFromPagesNothingButJson(String type) {
    request.addHeader("Sec-Fetch-Site", "same-origin");
    request.setContentType(type);
    assertRefused(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    request.setContentType("application/json;charset=utf-8");
    assertThat(caller()).returns(Kind.OWN_PAGE, Caller::kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAAAAAAAAAAAAAAAAAAA;", "AAAAAAAAAAAAAAAAAAAAAAA"})
  void takesASessionOfAnotherFormForNone(String session) {
    request.setCookies(new Cookie("__Host-phoneproof", session));
    request.addHeader("Sec-Fetch-Site", "same-origin");
    assertThat(caller().sessionId()).isNull();
  }

  @Test
  void letsProgramsAndItsOwnPagesInWhenOpen() {
    calledAs("http", "127.0.0.1", 8080);
    assertThat(openCaller()).returns("open", Caller::clientId).returns(Kind.OPEN, Caller::kind);
    request.addHeader("Sec-Fetch-Site", "same-origin");
    assertThat(openCaller()).returns("open", Caller::clientId).returns(Kind.OWN_PAGE, Caller::kind);
  }

  @Test
  void isOpenOnlyUnderTheNamesOfThisMachine() {
    calledAs("http", "evil.example", 8080);
    assertRefusedWhenOpen();
    request.addHeader("Sec-Fetch-Site", "same-origin");
    assertRefusedWhenOpen();
  }

  @Test
  void isOpenForNoPageFromElsewhere() {
    calledAs("http", "127.0.0.1", 8080);
    request.addHeader("Origin", "http://localhost:3000");
    assertRefusedWhenOpen();
  }

  @Test
  void looksAtNoKeyWhenOpenAndWithoutClients() {
    calledAs("http", "127.0.0.1", 8080);
    request.addHeader("X-API-Key", "whatever");
    assertThat(openCaller()).returns("open", Caller::clientId);
  }

  @Test
  void isOpenToAKeyOnlyUnderTheNamesOfThisMachine() {
    calledAs("http", "evil.example", 8080);
    request.addHeader("X-API-Key", "whatever");
    assertRefusedWhenOpen();
  }

  private void calledAs(String scheme, String host, int port) {
    request.setScheme(scheme);
    request.setServerName(host);
    request.setServerPort(port);
  }

  private Caller caller() {
    return callerOf(new CallerAuthenticator(CLIENTS, false, Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  private Caller openCaller() {
    return callerOf(new CallerAuthenticator(Clients.parse(""), true, Clock.systemUTC()));
  }

  private Caller callerOf(CallerAuthenticator authenticator) {
    return (Caller) authenticator.authenticate(new ClaimReader().convert(request)).getPrincipal();
  }

  private void assertRefused(ProblemCode code) {
    assertThatThrownBy(this::caller)
        .isInstanceOfSatisfying(
            CallerRefusedException.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
  }

  private void assertRefusedWhenOpen() {
    assertThatThrownBy(this::openCaller)
        .isInstanceOfSatisfying(
            CallerRefusedException.class,
            refusal ->
                assertThat(refusal.problem().code()).isEqualTo(ProblemCode.ORIGIN_NOT_ALLOWED));
  }
}
