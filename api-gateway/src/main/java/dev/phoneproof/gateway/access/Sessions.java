package dev.phoneproof.gateway.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.ResponseCookie;

/** The session cookie. It ends with the browser and alone opens nothing. */
final class Sessions {

  static final String COOKIE = "__Host-phoneproof";

  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final SecureRandom random;

  Sessions(SecureRandom random) {
    this.random = random;
  }

  /**
   * The id that a browser sent. Of two that differ one was planted, and nobody knows which: then
   * there is none.
   */
  static Optional<String> idIn(HttpServletRequest request) {
    List<String> sent =
        BrowserCookies.of(request)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .distinct()
            .toList();
    return sent.size() == 1 && FORM.matcher(sent.getFirst()).matches()
        ? Optional.of(sent.getFirst())
        : Optional.empty();
  }

  /** The browser's session, or a new one. */
  Session of(HttpServletRequest request) {
    return idIn(request)
        .map(id -> new Session(id, false))
        .orElseGet(() -> new Session(newId(), true));
  }

  static ResponseCookie cookie(Session session) {
    return BrowserCookies.hardened(COOKIE, session.id()).build();
  }

  private String newId() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
