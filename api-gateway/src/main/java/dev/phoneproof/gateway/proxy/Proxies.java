package dev.phoneproof.gateway.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** The proxies that are believed. */
final class Proxies {

  /** With a port, {@code 192.0.2.7:4711} and {@code [2001:db8::7]:4711}, or without. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?<v4>[0-9]{1,3}(\\.[0-9]{1,3}){3})(:[0-9]{1,5})?"
              + "|\\[(?<v6>[0-9A-Fa-f:.]+)](:[0-9]{1,5})?"
              + "|(?<bare>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");

  private final List<IpAddressMatcher> networks;

  Proxies(ProxySettings settings) {
    this.networks = settings.proxies().stream().map(Proxies::network).toList();
  }

  /**
   * One address or network.
   *
   * @throws IllegalArgumentException if it is none; a host's name is none
   */
  static IpAddressMatcher network(String text) {
    if (literal(text.split("/", 2)[0]).isEmpty()) {
      throw new IllegalArgumentException("no address");
    }
    return new IpAddressMatcher(text);
  }

  boolean contain(String address) {
    return networks.stream().anyMatch(network -> network.matches(address));
  }

  /**
   * The address that the last believed proxy saw. Each proxy adds at the end the address from which
   * it was called, so the list is read from there, and only as far as the proxies are believed:
   * what stands before can be anybody's invention.
   *
   * @param connection the address of the connection
   * @param forwarded addresses from the first to the last proxy
   */
  String clientOf(String connection, List<String> forwarded) {
    String client = connection;
    for (String address : forwarded.reversed()) {
      if (!contain(client)) {
        return client;
      }
      Optional<String> before = literal(address);
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }

  /** The address in its usual form; empty when it is none. */
  static Optional<String> literal(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Stream.of("v4", "v6", "bare")
          .map(form::group)
          .filter(Objects::nonNull)
          .findFirst()
          .map(address -> InetAddress.ofLiteral(address).getHostAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
