package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.problem.ProblemException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CallerInterceptorTest {

  private static final String CLIENTS =
      "{\"clients\":[{\"id\":\"shop\",\"keys\":"
          + "[\"a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e\"]}]}";

  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @Test
  void letsNobodyInWithoutAKey() {
    assertRefused(closed(), ProblemCode.INVALID_API_KEY);
  }

  @Test
  void letsNobodyInFromAPageOfItsOwnWithoutAKey() {
    request.addHeader("Sec-Fetch-Site", "same-origin");
    request.addHeader("Origin", "https://verify.example");
    assertRefused(closed(), ProblemCode.INVALID_API_KEY);
  }

  @Test
  void letsNoForeignPageIn() {
    request.addHeader("Sec-Fetch-Site", "cross-site");
    request.addHeader("Origin", "https://evil.example");
    assertRefused(closed(), ProblemCode.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void knowsAClient() {
    request.addHeader("X-API-Key", "first");
    assertThat(caller(closed()))
        .returns("shop", Caller::clientId)
        .returns(Caller.Kind.API, Caller::kind);
  }

  @Test
  void letsEverybodyInWhenOpen() {
    request.addHeader("Sec-Fetch-Site", "same-origin");
    assertThat(caller(new CallerInterceptor(Clients.parse(""), true, Clock.systemUTC())))
        .returns("open", Caller::clientId)
        .returns(Caller.Kind.OWN_PAGE, Caller::kind);
  }

  @Test
  void isOpenOnlyUnderTheNamesOfThisMachine() {
    CallerInterceptor open = new CallerInterceptor(Clients.parse(""), true, Clock.systemUTC());
    request.setServerName("evil.example");
    assertRefused(open, ProblemCode.ORIGIN_NOT_ALLOWED);
    request.setServerName("127.0.0.1");
    assertThat(caller(open).clientId()).isEqualTo("open");
  }

  @Test
  void looksAtNoKeyWhenOpenAndWithoutClients() {
    request.addHeader("X-API-Key", "whatever");
    assertThat(caller(new CallerInterceptor(Clients.parse(""), true, Clock.systemUTC())).clientId())
        .isEqualTo("open");
  }

  private static CallerInterceptor closed() {
    return new CallerInterceptor(Clients.parse(CLIENTS), false, Clock.systemUTC());
  }

  private Caller caller(CallerInterceptor interceptor) {
    interceptor.preHandle(request, new MockHttpServletResponse(), this);
    return (Caller) request.getAttribute(Caller.ATTRIBUTE);
  }

  private void assertRefused(CallerInterceptor interceptor, ProblemCode code) {
    assertThatThrownBy(() -> caller(interceptor))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
  }
}
