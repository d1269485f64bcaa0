package dev.phoneproof.simulator.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** {@code Authorization: App {key}}. */
final class ApiKey {
  private static final String SCHEME = "App ";

  private final byte @Nullable [] expected;

  /**
   * A key to compare with.
   *
   * @param expected null to take any key
   */
  ApiKey(@Nullable String expected) {
    this.expected = expected == null ? null : expected.getBytes(StandardCharsets.UTF_8);
  }

  boolean accepts(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    String given = authorization.substring(SCHEME.length()).strip();
    return expected == null
        ? !given.isEmpty()
        : MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
  }
}
