package dev.phoneproof.gateway.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** The cookies of a browser on a page of ours: a session, and one token for each verification. */
final class TokenCookies {

  static final String SESSION = "__Host-phoneproof";

  private static final String PREFIX = SESSION + ".";
  private static final int MAX_TOKENS = 3;
  private static final int SESSION_BYTES = 16;
  private static final Pattern SESSION_FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final Tokens tokens;
  private final SecureRandom random;

  TokenCookies(Tokens tokens, SecureRandom random) {
    this.tokens = tokens;
    this.random = random;
  }

  /** The token's text for a verification, if the browser sent one. */
  Optional<String> read(HttpServletRequest request, UUID id) {
    return all(request)
        .filter(cookie -> cookie.getName().equals(PREFIX + id))
        .findFirst()
        .map(Cookie::getValue);
  }

  /** The cookies to set for a new token: it, the session if new, and what must give way. */
  List<ResponseCookie> add(HttpServletRequest request, UUID id, String token) {
    List<ResponseCookie> cookies = new ArrayList<>();
    boolean hasSession =
        all(request)
            .anyMatch(cookie ->
                cookie.getName().equals(SESSION)
                    && SESSION_FORM.matcher(cookie.getValue()).matches());
    if (!hasSession) {
      cookies.add(cookie(SESSION, newSession()).build());
    }
    cookies.add(cookie(PREFIX + id, token).maxAge(Token.LIFETIME).build());
    others(request, id).stream()
        .skip(MAX_TOKENS - 1L)
        .forEach(name -> cookies.add(cookie(name, "").maxAge(Duration.ZERO).build()));
    return cookies;
  }

  /** Names of the other token cookies, newest first; those that no longer open come last. */
  private List<String> others(HttpServletRequest request, UUID id) {
    return all(request)
        .filter(cookie -> cookie.getName().startsWith(PREFIX))
        .filter(cookie -> !cookie.getName().equals(PREFIX + id))
        .sorted(Comparator.comparing(this::issuedAt).reversed())
        .map(Cookie::getName)
        .distinct()
        .toList();
  }

  private Instant issuedAt(Cookie cookie) {
    return tokens.open(cookie.getValue()).map(Token::issuedAt).orElse(Instant.EPOCH);
  }

  private static Stream<Cookie> all(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null ? Stream.empty() : Arrays.stream(cookies);
  }

  private String newSession() {
    byte[] bytes = new byte[SESSION_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
    return ResponseCookie.from(name, value)
        .httpOnly(true)
        .secure(true)
        .sameSite("Strict")
        .path("/");
  }
}
