package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.gateway.access.Caller.Kind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.AuthenticationException;

/** Requests put together at random: whoever is let in has said all that it takes, and once. */
class CallerFuzzTest {

  private static final int REQUESTS = 20_000;
  private static final Set<String> ORIGINS =
      Set.of("https://verify.example", "https://shop.example");

  private static final List<String> SITES =
      List.of("same-origin", "same-site", "cross-site", "none", "SAME-ORIGIN", "", "\u0085");
  private static final List<String> SENT_ORIGINS =
      List.of(
          "https://verify.example",
          "https://shop.example",
          "https://evil.example",
          "http://verify.example",
          "https://verify.example:8443",
          "null",
          "",
          "https://verify.example,https://shop.example");
  private static final List<String> KEYS = List.of("first", "second", "", "first,first");
  private static final List<String> TYPES =
      List.of("application/json", "text/plain", "application/x-www-form-urlencoded", "x", "");
  private static final List<String> HOSTS =
      List.of("verify.example", "shop.example", "evil.example", "127.0.0.1", "localhost");

  private final Random random = new Random(20261123);
  private final CallerAuthenticator authenticator =
      new CallerAuthenticator(
          Clients.parse(
              """
              {"clients":[{"id":"shop","origins":["https://verify.example","https://shop.example"],
               "keys":["a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e"]}]}
              """),
          false,
          Clock.systemUTC());

  @Test
  void letsNobodyInByAnOddCombination() {
    Set<Kind> seen = EnumSet.noneOf(Kind.class);
    for (int i = 0; i < REQUESTS; i++) {
      MockHttpServletRequest request = request();
      Caller caller;
      try {
        caller =
            (Caller) authenticator.authenticate(new ClaimReader().convert(request)).getPrincipal();
      } catch (AuthenticationException e) {
        continue;
      }
      seen.add(caller.kind());
      List<String> keys = headers(request, "X-API-Key");
      List<String> origins = headers(request, "Origin");
      List<String> sites = headers(request, "Sec-Fetch-Site");
      String own = Claim.ownOrigin(request);
      switch (caller.kind()) {
        case API -> {
          assertThat(keys).containsExactly("first");
          assertThat(origins).isEmpty();
          assertThat(sites).isEmpty();
        }
        case OWN_PAGE, OWN_PAGE_WITH_TOKEN -> {
          boolean withCookies = caller.kind() == Kind.OWN_PAGE;
          assertThat(headers(request, "Authorization").isEmpty()).isEqualTo(withCookies);
          assertThat(keys).isEmpty();
          assertThat(sites).containsExactly("same-origin");
          assertThat(own).isIn(ORIGINS);
          assertThat(origins).isIn(List.of(), List.of(own));
        }
        case FOREIGN_PAGE -> {
          assertThat(keys).isEmpty();
          assertThat(origins).hasSize(1).isSubsetOf(ORIGINS);
          assertThat(sites).doesNotContain("same-origin").hasSizeLessThan(2);
        }
        case OPEN -> throw new AssertionError("nobody is open here");
      }
      if (caller.browser()) {
        assertThat(request.getContentType()).isIn(null, "application/json");
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            Kind.API, Kind.OWN_PAGE, Kind.OWN_PAGE_WITH_TOKEN, Kind.FOREIGN_PAGE);
  }

  private MockHttpServletRequest request() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setScheme(random.nextInt(4) == 0 ? "http" : "https");
    request.setServerName(any(HOSTS));
    request.setServerPort(any(List.of(80, 443, 443, 443, 8443)));
    add(request, "X-API-Key", KEYS);
    add(request, "Origin", SENT_ORIGINS);
    add(request, "Sec-Fetch-Site", SITES);
    add(request, "Authorization", List.of("Bearer x", "Basic x", ""));
    if (random.nextBoolean()) {
      request.setContentType(any(TYPES));
    }
    return request;
  }

  /** Mostly none or one, sometimes two. */
  private void add(MockHttpServletRequest request, String header, List<String> values) {
    int count = List.of(0, 0, 0, 1, 1, 1, 2).get(random.nextInt(7));
    for (int i = 0; i < count; i++) {
      request.addHeader(header, any(values));
    }
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<String> headers(MockHttpServletRequest request, String name) {
    return new ArrayList<>(Collections.list(request.getHeaders(name)));
  }
}
