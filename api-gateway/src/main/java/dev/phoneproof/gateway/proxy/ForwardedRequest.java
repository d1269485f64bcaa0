package dev.phoneproof.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that a believed proxy passed on. It reads {@code X-Forwarded-For}, {@code -Proto} and
 * {@code -Host} alone: a proxy that sets one family of headers lets the others through as the
 * caller wrote them, so there must be one family only.
 */
final class ForwardedRequest extends HttpServletRequestWrapper {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern HOST =
      Pattern.compile(
          "(?<name>[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:(?<port>[0-9]{1,5}))?");

  private final String address;
  private final String scheme;
  private final String serverName;
  private final int serverPort;

  ForwardedRequest(HttpServletRequest request, Proxies proxies) {
    super(request);
    this.address = proxies.clientOf(request.getRemoteAddr(), list("X-Forwarded-For"));
    this.scheme =
        agreed("X-Forwarded-Proto")
            .map(word -> word.toLowerCase(Locale.ROOT))
            .filter(SCHEMES::contains)
            .orElse(request.getScheme());
    // Without X-Forwarded-Host the proxy left Host alone; its port is the proxy's, not ours.
    Optional<Matcher> host =
        agreed("X-Forwarded-Host")
            .or(() -> Optional.ofNullable(request.getHeader("Host")))
            .map(HOST::matcher)
            .filter(Matcher::matches);
    this.serverName = host.map(parts -> parts.group("name")).orElse(request.getServerName());
    this.serverPort =
        host.map(parts -> parts.group("port")).map(Integer::valueOf).orElseGet(this::usualPort);
  }

  @Override
  public String getRemoteAddr() {
    return address;
  }

  @Override
  public String getRemoteHost() {
    return address;
  }

  @Override
  public String getScheme() {
    return scheme;
  }

  @Override
  public boolean isSecure() {
    return scheme.equals("https");
  }

  @Override
  public String getServerName() {
    return serverName;
  }

  @Override
  public int getServerPort() {
    return serverPort;
  }

  private int usualPort() {
    return isSecure() ? 443 : 80;
  }

  /** What all proxies say alike; nothing when they differ, for one of them may be the caller. */
  private Optional<String> agreed(String header) {
    List<String> words = list(header).stream().distinct().toList();
    return words.size() == 1 ? Optional.of(words.getFirst()) : Optional.empty();
  }

  /** The words of a header in their order, however many lines it has. */
  private List<String> list(String header) {
    return Collections.list(((HttpServletRequest) getRequest()).getHeaders(header)).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }
}
