package dev.phoneproof.gateway.verification;

import dev.phoneproof.gateway.Call;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser on a page of the gateway's own: it keeps what it is told to keep. */
final class Browser {

  private final int port;
  private final Map<String, String> cookies = new TreeMap<>();

  Browser(int port) {
    this.port = port;
  }

  /** A call as its page would make it. */
  HttpResponse<String> send(Call call) {
    call.header("Sec-Fetch-Site", "same-origin").header("Origin", "http://127.0.0.1:" + port);
    if (!cookies.isEmpty()) {
      call.header("Cookie", header());
    }
    HttpResponse<String> answer = call.send();
    answer.headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  Map<String, String> cookies() {
    return cookies;
  }

  private String header() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private void keep(String setCookie) {
    HttpCookie cookie = HttpCookie.parse(setCookie).getFirst();
    if (cookie.getMaxAge() == 0) {
      cookies.remove(cookie.getName());
    } else {
      cookies.put(cookie.getName(), cookie.getValue());
    }
  }
}
