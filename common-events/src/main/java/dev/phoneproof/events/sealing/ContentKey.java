package dev.phoneproof.events.sealing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWECryptoParts;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A content key with its wrapped form, for many sealings: to wrap one costs a hundred of them. */
final class ContentKey {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  /** Far below 2^32, where random IVs begin to meet (NIST SP 800-38D, 8.3). */
  static final int MOST_USES = 1 << 20;

  private static final int BYTES = 32;

  private final SecretKey key;
  private final Base64URL wrapped;
  private final JWK ephemeral;
  private final Instant madeAt;
  private final AtomicInteger uses = new AtomicInteger();

  private ContentKey(SecretKey key, Base64URL wrapped, JWK ephemeral, Instant madeAt) {
    this.key = key;
    this.wrapped = wrapped;
    this.ephemeral = ephemeral;
    this.madeAt = madeAt;
  }

  static ContentKey wrappedFor(ECKey recipient, SecureRandom random, Instant now) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    SecretKey key = new SecretKeySpec(bytes, "AES");
    JWEHeader header = new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM);
    try {
      // What it encrypts is of no interest: only a JWE shows the wrapped key.
      JWECryptoParts parts =
          new ECDHEncrypter(recipient.toECPublicKey(), key)
              .encrypt(header, new byte[0], new byte[0]);
      return new ContentKey(
          key, parts.getEncryptedKey(), parts.getHeader().getEphemeralPublicKey(), now);
    } catch (JOSEException e) {
      throw new IllegalStateException("no content key could be wrapped", e);
    }
  }

  /** Whether it may be used once more; counts that use. */
  boolean take(Instant now) {
    Duration age = Duration.between(madeAt, now);
    return !age.isNegative()
        && age.compareTo(LIFETIME) < 0
        && uses.get() < MOST_USES
        && uses.incrementAndGet() <= MOST_USES;
  }

  SecretKey key() {
    return key;
  }

  Base64URL wrapped() {
    return wrapped;
  }

  JWK ephemeral() {
    return ephemeral;
  }
}
