package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.access.Caller.Kind;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/** Finds out who calls before anything else of a call is looked at. */
final class CallerInterceptor implements HandlerInterceptor {

  private static final String API_KEY = "X-API-Key";
  private static final String FETCH_SITE = "Sec-Fetch-Site";
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Clients clients;
  private final boolean open;
  private final Clock clock;

  CallerInterceptor(Clients clients, boolean open, Clock clock) {
    this.clients = clients;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String fetchSite = request.getHeader(FETCH_SITE);
    boolean hasOrigin = request.getHeader(HttpHeaders.ORIGIN) != null;
    boolean sameOrigin = "same-origin".equals(fetchSite);
    Client client = clientOf(request, hasOrigin, sameOrigin);
    Kind kind = kindOf(client, fetchSite != null || hasOrigin, sameOrigin);
    request.setAttribute(Caller.ATTRIBUTE, new Caller(client, kind, request.getRemoteAddr(), null));
    return true;
  }

  private static Kind kindOf(Client client, boolean browser, boolean sameOrigin) {
    if (browser) {
      return sameOrigin ? Kind.OWN_PAGE : Kind.FOREIGN_PAGE;
    }
    return client == Client.OPEN ? Kind.OPEN : Kind.API;
  }

  private Client clientOf(HttpServletRequest request, boolean hasOrigin, boolean sameOrigin) {
    String key = request.getHeader(API_KEY);
    if (key != null && hasOrigin) {
      // Whoever has put a key into a page has published it.
      throw Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED).because("api_key").thrown();
    }
    if (key != null && !(open && clients.isEmpty())) {
      return clients
          .withKey(key, clock.instant())
          .orElseThrow(() -> Problem.of(ProblemCode.INVALID_API_KEY).thrown());
    }
    if (open) {
      requireLoopbackName(request);
      return Client.OPEN;
    }
    boolean foreignPage = hasOrigin && !sameOrigin;
    throw Problem.of(foreignPage ? ProblemCode.ORIGIN_NOT_ALLOWED : ProblemCode.INVALID_API_KEY)
        .thrown();
  }

  /** Else any web page could call by letting a name of its own lead to this machine. */
  private static void requireLoopbackName(HttpServletRequest request) {
    if (!LOOPBACK_NAMES.contains(request.getServerName())) {
      throw Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED).thrown();
    }
  }
}
