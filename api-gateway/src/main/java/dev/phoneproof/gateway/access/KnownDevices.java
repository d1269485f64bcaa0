package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.access.Device.Evidence;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * Remembers in a browser, by a signed cookie, which numbers it has verified on a page of ours. A
 * stranger has no such cookie, so that limits can spare the owner of a number.
 */
public final class KnownDevices {

  static final String COOKIE = "__Host-phoneproof-device";

  /** So long a success counts. */
  public static final Duration LIFETIME = Duration.ofDays(90);

  /** A person's numbers; the oldest gives way. */
  private static final int MAX_NUMBERS = 4;

  private static final int ID_BYTES = 16;

  private final DeviceSeal seal;
  private final SecureRandom random;
  private final Clock clock;

  KnownDevices(DeviceSeal seal, SecureRandom random, Clock clock) {
    this.seal = seal;
    this.random = random;
    this.clock = clock;
  }

  /** The device that a page of ours runs on, if any number was verified on it. */
  public Optional<Device> of(Caller caller, HttpServletRequest request) {
    return caller.withCookies() ? read(request) : Optional.empty();
  }

  /** Whether a device has verified this number for this client. */
  public boolean hasVerified(Device device, String clientId, String phoneNumber) {
    return evidenceOf(device, clientId, phoneNumber).findAny().isPresent();
  }

  /** Notes that the number of a token was verified by a page of ours. */
  public void remember(
      Caller caller, HttpServletRequest request, HttpServletResponse response, Token token) {
    String number = token.request().phoneNumber();
    if (!caller.withCookies() || number == null) {
      return;
    }
    Device device = read(request).orElseGet(() -> new Device(newId(), List.of()));
    String text = seal.seal(with(device, token.clientId(), number));
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        BrowserCookies.hardened(COOKIE, text).maxAge(LIFETIME).build().toString());
  }

  private Device with(Device device, String clientId, String number) {
    Instant now = clock.instant();
    List<Evidence> old = evidenceOf(device, clientId, number).toList();
    byte[] tag = seal.tag(device.id(), clientId, number);
    return new Device(
        device.id(),
        Stream.concat(
                Stream.of(new Evidence(tag, now.plus(LIFETIME))),
                unexpired(device).filter(evidence -> !old.contains(evidence)))
            .limit(MAX_NUMBERS)
            .toList());
  }

  private Stream<Evidence> evidenceOf(Device device, String clientId, String number) {
    return unexpired(device)
        .filter(evidence -> seal.isTagOf(evidence.tag(), device.id(), clientId, number));
  }

  private Stream<Evidence> unexpired(Device device) {
    Instant now = clock.instant();
    return device.evidence().stream().filter(evidence -> now.isBefore(evidence.expiresAt()));
  }

  private Optional<Device> read(HttpServletRequest request) {
    return BrowserCookies.of(request)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .flatMap(text -> seal.open(text).stream())
        .findFirst();
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
