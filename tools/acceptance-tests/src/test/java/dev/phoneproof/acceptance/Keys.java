package dev.phoneproof.acceptance;

import java.security.SecureRandom;
import java.util.Base64;

/** Keys as the settings want them. */
final class Keys {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  static String random() {
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
