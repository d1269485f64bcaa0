package dev.phoneproof.gateway.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** A browser's tokens, one cookie for each verification, good in its own session alone. */
final class TokenCookies {

  static final int MAX = 3;

  private static final String PREFIX = Sessions.COOKIE + ".";
  private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "[0-9a-f-]{36}");

  private final Tokens tokens;

  TokenCookies(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The tokens of the browser's session, the newest first. */
  List<Token> held(HttpServletRequest request) {
    Optional<String> session = Sessions.idIn(request);
    if (session.isEmpty()) {
      return List.of();
    }
    return all(request)
        .flatMap(cookie ->
            tokens.open(cookie.getValue()).stream()
                .filter(token -> cookie.getName().equals(PREFIX + token.id())))
        .filter(token -> session.get().equals(token.sessionId()))
        .sorted(Comparator.comparing(Token::issuedAt).reversed())
        .toList();
  }

  /**
   * The cookies to set for a new token: it, and an end to all that must give way.
   *
   * @param worthKeeping of those held, the most important first
   */
  List<ResponseCookie> add(HttpServletRequest request, Token added, List<Token> worthKeeping) {
    Set<String> kept =
        worthKeeping.stream()
            .filter(token -> !token.id().equals(added.id()))
            .limit(MAX - 1L)
            .map(token -> PREFIX + token.id())
            .collect(Collectors.toSet());
    kept.add(PREFIX + added.id());
    List<ResponseCookie> cookies = new ArrayList<>();
    cookies.add(cookie(added, Token.LIFETIME));
    all(request)
        .map(Cookie::getName)
        .filter(name -> !kept.contains(name))
        .distinct()
        .forEach(name -> cookies.add(end(name)));
    return cookies;
  }

  ResponseCookie cookie(Token token, Duration lifetime) {
    return BrowserCookies.hardened(PREFIX + token.id(), tokens.seal(token))
        .maxAge(lifetime)
        .build();
  }

  static ResponseCookie end(UUID id) {
    return end(PREFIX + id);
  }

  private static ResponseCookie end(String name) {
    return BrowserCookies.hardened(name, "").maxAge(Duration.ZERO).build();
  }

  private static Stream<Cookie> all(HttpServletRequest request) {
    return BrowserCookies.of(request).filter(cookie -> NAME.matcher(cookie.getName()).matches());
  }
}
