package dev.phoneproof.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * What the headers of a request say of its sender. A browser writes them, others can invent them.
 */
sealed interface Claim {

  /**
   * A backend.
   *
   * @param key its API key
   * @param host by which the gateway was called
   */
  record ApiKey(String key, String host) implements Claim {

    /** Without the key. */
    @Override
    public String toString() {
      return "ApiKey[redacted]";
    }
  }

  /**
   * A page of this very gateway.
   *
   * @param origin of the gateway, as the browser knows it
   * @param host by which the gateway was called
   * @param withCookies whether its cookies count: not when it sends {@code Authorization}
   */
  record OwnPage(String origin, String host, boolean withCookies) implements Claim {}

  /**
   * A page from elsewhere.
   *
   * @param origin of the page
   */
  record ForeignPage(String origin) implements Claim {}

  /**
   * Nobody in particular.
   *
   * @param host by which the gateway was called
   */
  record Nobody(String host) implements Claim {}

  /**
   * The origin under which a request found this gateway, in the form in which browsers send
   * origins. It stands for the page's own where a browser sends none: in a GET of the same origin.
   */
  static String ownOrigin(HttpServletRequest request) {
    String origin = request.getScheme() + "://" + request.getServerName().toLowerCase(Locale.ROOT);
    int usual = request.getScheme().equals("https") ? 443 : 80;
    return request.getServerPort() == usual ? origin : origin + ":" + request.getServerPort();
  }
}
