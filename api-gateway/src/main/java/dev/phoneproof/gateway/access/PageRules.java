package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * CORS for pages of the clients' origins. They send their token themselves, so no answer of ours
 * ever allows credentials.
 */
final class PageRules extends DefaultCorsProcessor {

  /** For what is nobody's secret: every page may read it. */
  static final CorsConfiguration EVERYBODY = new CorsConfiguration();

  private final Set<String> origins;
  private final Problems problems;

  PageRules(Set<String> origins, Problems problems) {
    this.origins = Set.copyOf(origins);
    this.problems = problems;
  }

  CorsConfiguration configuration() {
    CorsConfiguration rules = new CorsConfiguration();
    rules.setAllowedOrigins(List.copyOf(origins));
    rules.setAllowedMethods(List.of("GET", "POST", "DELETE"));
    rules.setAllowedHeaders(
        List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_NONE_MATCH,
            "Idempotency-Key",
            "Prefer",
            "X-Request-Id"));
    rules.setExposedHeaders(
        List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, "X-Request-Id"));
    rules.setAllowCredentials(false);
    rules.setMaxAge(Duration.ofMinutes(10));
    return rules;
  }

  /** Looks at the origin first: what is no origin of ours is not even parsed. */
  @Override
  public boolean processRequest(
      @Nullable CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (rules == EVERYBODY) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CorsConfiguration.ALL);
      return true;
    }
    List<String> sent = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
    boolean allowed =
        sent.isEmpty()
            || sent.size() == 1
                && (origins.contains(sent.getFirst())
                    || sent.getFirst().equals(Claim.ownOrigin(request)));
    if (allowed && super.processRequest(rules, request, response)) {
      return true;
    }
    Problem problem = Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED);
    boolean withKey = request.getHeader(ClaimReader.API_KEY) != null;
    problems.write(request, response, withKey ? problem.because("api_key") : problem);
    return false;
  }

  /** Spring would answer with a text of its own. */
  @Override
  protected void rejectRequest(ServerHttpResponse response) {
    // The problem is written above.
  }
}
