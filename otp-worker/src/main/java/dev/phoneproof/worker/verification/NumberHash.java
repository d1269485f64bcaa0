package dev.phoneproof.worker.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hash by which numbers are compared. Without its key it tells nothing; with it, all numbers
 * there are can be tried in minutes. So it is personal data like the number, and its key is another
 * than those that seal.
 */
public final class NumberHash {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * With its key.
   *
   * @param key 32 bytes
   */
  public NumberHash(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** 32 bytes. */
  public byte[] of(Msisdn number) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(number.e164().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
