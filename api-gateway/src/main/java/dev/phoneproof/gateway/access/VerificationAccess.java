package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Hands out tokens and asks for them, as bearer tokens or as cookies. */
public final class VerificationAccess {

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final TokenCookies cookies;

  VerificationAccess(Tokens tokens, TokenCookies cookies) {
    this.tokens = tokens;
    this.cookies = cookies;
  }

  /**
   * Seals a token for whoever asked: into a cookie for a page of ours, else as a text to hand out.
   *
   * @param headers receives the cookies
   * @return the text for the body; null when it went into a cookie
   */
  public @Nullable String grant(
      Caller caller, HttpServletRequest request, Token token, HttpHeaders headers) {
    String text = tokens.seal(token);
    if (!caller.sameOrigin()) {
      return text;
    }
    cookies
        .add(request, token.id(), text)
        .forEach(cookie -> headers.add(HttpHeaders.SET_COOKIE, cookie.toString()));
    return null;
  }

  /**
   * The token of a call to a verification. Whatever is wrong gives the same answer, so that nobody
   * learns which ids there are.
   */
  public Token require(Caller caller, HttpServletRequest request, String id) {
    if (!UUID_FORM.matcher(id).matches()) {
      throw notFound();
    }
    UUID verification = UUID.fromString(id);
    Token token =
        presented(caller, request, verification).flatMap(tokens::open).orElseThrow(this::notFound);
    if (!token.id().equals(verification) || !token.clientId().equals(caller.clientId())) {
      throw notFound();
    }
    return token;
  }

  private Optional<String> presented(Caller caller, HttpServletRequest request, UUID id) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
          ? Optional.of(authorization.substring(BEARER.length()).strip())
          : Optional.empty();
    }
    return caller.sameOrigin() ? cookies.read(request, id) : Optional.empty();
  }

  private RuntimeException notFound() {
    return Problem.of(ProblemCode.VERIFICATION_NOT_FOUND).thrown();
  }
}
