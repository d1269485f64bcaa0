package dev.phoneproof.examples.backend;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Text that nobody can guess: ids of logins, nonces, cookies. */
@Component
class RandomText {

  private final SecureRandom random;

  RandomText(SecureRandom random) {
    this.random = random;
  }

  String next() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
