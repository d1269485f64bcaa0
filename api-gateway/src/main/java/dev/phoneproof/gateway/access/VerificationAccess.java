package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Hands out tokens and asks for them, as bearer tokens or as cookies. */
public final class VerificationAccess {

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final Sessions sessions;
  private final TokenCookies cookies;

  VerificationAccess(Tokens tokens, Sessions sessions, TokenCookies cookies) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.cookies = cookies;
  }

  /** The session of a page of ours, begun now if need be; null for everybody else. */
  public @Nullable Session session(Caller caller, HttpServletRequest request) {
    return caller.withCookies() ? sessions.of(request) : null;
  }

  /** The tokens of this client that a page of ours holds in its session, the newest first. */
  public List<Token> held(Caller caller, HttpServletRequest request) {
    if (!caller.withCookies()) {
      return List.of();
    }
    return cookies.held(request).stream()
        .filter(token -> token.clientId().equals(caller.clientId()))
        .toList();
  }

  /** The text of a token that is not bound to a session, to be sent as a bearer token. */
  public String seal(Token token) {
    return tokens.seal(token);
  }

  /**
   * Gives a page of ours its token, in cookies.
   *
   * @param session of the token
   * @param worthKeeping of the tokens held, the most important first; all others end
   */
  public void keep(
      HttpServletRequest request,
      HttpServletResponse response,
      Session session,
      Token token,
      List<Token> worthKeeping) {
    if (session.isNew()) {
      set(response, Sessions.cookie(session));
    }
    cookies.add(request, token, worthKeeping).forEach(cookie -> set(response, cookie));
  }

  /** Takes the token from a page of ours, now or after a time. */
  public void end(Caller caller, HttpServletResponse response, Token token, Duration after) {
    if (caller.withCookies() && token.sessionId() != null) {
      set(response, after.isZero() ? TokenCookies.end(token.id()) : cookies.cookie(token, after));
    }
  }

  /**
   * The token of a call to a verification. Whatever is wrong gives the same answer, so that nobody
   * learns which ids there are.
   */
  public Token require(Caller caller, HttpServletRequest request, String id) {
    UUID verification = requireId(id);
    return presented(caller, request, verification)
        .filter(token -> token.id().equals(verification))
        .filter(token -> token.clientId().equals(caller.clientId()))
        .orElseThrow(VerificationAccess::notFound);
  }

  /** The id in a path; what has not the form of one is answered like an unknown one. */
  public UUID requireId(String id) {
    if (!UUID_FORM.matcher(id).matches()) {
      throw notFound();
    }
    return UUID.fromString(id);
  }

  /** The answer to whatever is wrong with an id or a token. */
  public static RuntimeException notFound() {
    return Problem.of(ProblemCode.VERIFICATION_NOT_FOUND).thrown();
  }

  private Optional<Token> presented(Caller caller, HttpServletRequest request, UUID id) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return held(caller, request).stream().filter(token -> token.id().equals(id)).findFirst();
    }
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    // What belongs into a cookie has got out of the browser when it comes from elsewhere.
    return tokens
        .open(authorization.substring(BEARER.length()).strip())
        .filter(token -> token.sessionId() == null);
  }

  private static void set(HttpServletResponse response, ResponseCookie cookie) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
