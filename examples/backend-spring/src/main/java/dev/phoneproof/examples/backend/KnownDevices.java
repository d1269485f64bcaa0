package dev.phoneproof.examples.backend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * On which devices users have logged in before: those that have a cookie of ours. In memory, in
 * place of a table that holds a hash of each cookie.
 */
@Component
class KnownDevices {

  static final String COOKIE = "__Host-device";

  private static final Duration KEPT = Duration.ofDays(90);

  private final Map<String, Device> devices = new ConcurrentHashMap<>();
  private final RandomText random;
  private final Clock clock;

  KnownDevices(RandomText random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /** Whether the cookie is one that this user, and no other, was given. */
  boolean isKnown(String user, @Nullable String cookie) {
    Device device = cookie == null ? null : devices.get(cookie);
    return device != null && device.user().equals(user) && clock.instant().isBefore(device.until());
  }

  /** The cookie for the device on which this user has just logged in. */
  ResponseCookie remember(String user) {
    Instant now = clock.instant();
    devices.values().removeIf(device -> !now.isBefore(device.until()));
    String cookie = random.next();
    devices.put(cookie, new Device(user, now.plus(KEPT)));
    return ResponseCookie.from(COOKIE, cookie)
        .httpOnly(true)
        .secure(true)
        .sameSite("Strict")
        .path("/")
        .maxAge(KEPT)
        .build();
  }

  private record Device(String user, Instant until) {}
}
