package dev.phoneproof.acceptance;

import java.net.HttpCookie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A browser, and the proxy through which it reaches the gateway. It keeps the gateway's cookies,
 * sends them whichever page makes it call, as one without SameSite would, and says truly which page
 * that is.
 */
final class Browser {

  /** From where the gateway believes what is forwarded. */
  static final String PROXY = "127.0.0.2";

  /** Where browsers find the gateway. */
  static final String OWN_PAGE = "https://verify.example";

  /** Of the same client, elsewhere. */
  static final String SHOP_PAGE = "https://shop.example";

  private final Http proxy;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String token = "";

  Browser(Http proxy) {
    this.proxy = proxy;
  }

  /** The page's script has a token. */
  void holds(String given) {
    token = given;
  }

  /** A page of an origin calls the gateway; an empty body is none. */
  Answer page(String origin, String method, String path, String body) {
    boolean own = origin.equals(OWN_PAGE);
    List<String> headers = new ArrayList<>(forwarded("verify.example"));
    headers.addAll(List.of("Sec-Fetch-Site", own ? "same-origin" : site(origin)));
    if (!own || !method.equals("GET")) {
      headers.addAll(List.of("Origin", origin));
    }
    return send(method, path, body, headers);
  }

  /** Somebody follows a link, or a page of another site shows a picture from there. */
  Answer link(String path) {
    List<String> headers = new ArrayList<>(forwarded("verify.example"));
    headers.addAll(List.of("Sec-Fetch-Site", "cross-site"));
    return send("GET", path, "", headers);
  }

  /** A page of an attacker's host whose name leads to the gateway by now. */
  Answer rebound(String host, String method, String path, String body) {
    List<String> headers = new ArrayList<>(forwarded(host));
    headers.addAll(List.of("Sec-Fetch-Site", "same-origin"));
    if (!method.equals("GET")) {
      headers.addAll(List.of("Origin", "https://" + host));
    }
    return send(method, path, body, headers);
  }

  private static List<String> forwarded(String host) {
    return List.of(
        "X-Forwarded-Host", host, "X-Forwarded-Proto", "https", "X-Forwarded-For", "198.51.100.7");
  }

  private static String site(String origin) {
    return origin.endsWith(".verify.example") ? "same-site" : "cross-site";
  }

  private Answer send(String method, String path, String body, List<String> headers) {
    if (!cookies.isEmpty()) {
      String all =
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; "));
      headers.addAll(List.of("Cookie", all));
    }
    if (!token.isEmpty()) {
      headers.addAll(List.of("Authorization", "Bearer " + token));
    }
    if (!body.isEmpty()) {
      headers.addAll(List.of("Content-Type", "application/json"));
    }
    String[] sent = headers.toArray(String[]::new);
    Answer answer =
        switch (method) {
          case "GET" -> proxy.get(path, sent);
          case "DELETE" -> proxy.delete(path, sent);
          default -> proxy.post(path, body, sent);
        };
    answer.headers().allValues("Set-Cookie").stream()
        .flatMap(line -> HttpCookie.parse("Set-Cookie: " + line).stream())
        .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
    return answer;
  }
}
