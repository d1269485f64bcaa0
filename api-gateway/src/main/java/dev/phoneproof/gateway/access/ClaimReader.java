package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.access.Claim.ApiKey;
import dev.phoneproof.gateway.access.Claim.ForeignPage;
import dev.phoneproof.gateway.access.Claim.Nobody;
import dev.phoneproof.gateway.access.Claim.OwnPage;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads who a request says it is from, and refuses what no honest caller sends.
 *
 * <p>A page of another site can make a browser send a request, cookies and all, but it cannot
 * choose what the browser writes into {@code Sec-Fetch-Site} and {@code Origin}, and without a
 * preflight it can send no JSON. Cookies count for {@code Sec-Fetch-Site: same-origin} alone, and
 * only without {@code Authorization}: whether they do is decided here for all.
 */
final class ClaimReader implements AuthenticationConverter {

  static final String API_KEY = "X-API-Key";
  static final String FETCH_SITE = "Sec-Fetch-Site";

  @Override
  public Authentication convert(HttpServletRequest request) {
    Claim claim = claim(request);
    if (claim instanceof OwnPage || claim instanceof ForeignPage) {
      requireJson(request.getContentType());
    }
    boolean withCookies = claim instanceof OwnPage own && own.withCookies();
    return new CallerAuthentication(
        claim,
        // The address of a backend says nothing of the person.
        claim instanceof ApiKey ? null : request.getRemoteAddr(),
        withCookies ? Sessions.idIn(request).orElse(null) : null);
  }

  private static Claim claim(HttpServletRequest request) {
    String key = only(request, API_KEY, ProblemCode.INVALID_API_KEY);
    String origin = only(request, HttpHeaders.ORIGIN, ProblemCode.ORIGIN_NOT_ALLOWED);
    String site = only(request, FETCH_SITE, ProblemCode.ORIGIN_NOT_ALLOWED);
    if (key != null) {
      if (origin != null || site != null) {
        // Whoever has put a key into a page has published it.
        throw refusal(Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED).because("api_key"));
      }
      return new ApiKey(key, request.getServerName());
    }
    if ("same-origin".equals(site)) {
      return ownPage(request, origin);
    }
    return origin == null ? new Nobody(request.getServerName()) : new ForeignPage(origin);
  }

  private static Claim ownPage(HttpServletRequest request, @Nullable String origin) {
    String own = Claim.ownOrigin(request);
    if (origin != null && !origin.equals(own)) {
      throw refusal(Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED));
    }
    boolean withCookies = request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    return new OwnPage(own, request.getServerName(), withCookies);
  }

  /** Of two, which one would be meant? Others on the way may have read the other one. */
  private static @Nullable String only(
      HttpServletRequest request, String header, ProblemCode otherwise) {
    List<String> values = Collections.list(request.getHeaders(header));
    if (values.size() > 1) {
      throw refusal(Problem.of(otherwise));
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  /** Every other type that a form can send goes out without a preflight. */
  private static void requireJson(@Nullable String contentType) {
    if (contentType == null) {
      return;
    }
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      if (MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      // Refused below: what is no type at all is not JSON.
    }
    throw refusal(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
  }

  private static CallerRefusedException refusal(Problem problem) {
    return new CallerRefusedException(problem);
  }
}
