package dev.phoneproof.gateway.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** Cookies as they come in, and the only form in which they go out. */
final class BrowserCookies {

  private BrowserCookies() {}

  static Stream<Cookie> of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null ? Stream.empty() : Arrays.stream(cookies);
  }

  /** No script reads it, no other site's page sends it, no other host sets it. */
  static ResponseCookie.ResponseCookieBuilder hardened(String name, String value) {
    return ResponseCookie.from(name, value)
        .httpOnly(true)
        .secure(true)
        .sameSite("Strict")
        .path("/");
  }
}
