package dev.phoneproof.acceptance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys as the settings want them. */
final class Keys {

  /** Whom the proofs name. */
  static final String ISSUER = "https://verify.example";

  /** For all systems of a test run: what one publisher sealed, every worker opens. */
  private static final ECKey SEALING = key(KeyUse.ENCRYPTION);

  private static final ECKey PROOF = key(KeyUse.SIGNATURE);

  private static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  static String random() {
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** A Tink keyset with one AES256_GCM key: the JSON around a message of protocol buffers. */
  static String keyset() {
    byte[] key = new byte[34];
    RANDOM.nextBytes(key);
    key[0] = 0x1a; // field 3, bytes
    key[1] = 32;
    return """
    {"primaryKeyId":1,"key":[{"keyData":{\
    "typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
    "value":"%s","keyMaterialType":"SYMMETRIC"},\
    "status":"ENABLED","keyId":1,"outputPrefixType":"TINK"}]}\
    """
        .formatted(Base64.getEncoder().encodeToString(key));
  }

  static String sealingPublic() {
    return new JWKSet(SEALING).toString(true);
  }

  static String sealingPrivate() {
    return new JWKSet(SEALING).toString(false);
  }

  static String proofPublic() {
    return new JWKSet(PROOF).toString(true);
  }

  static String proofPrivate() {
    return new JWKSet(PROOF).toString(false);
  }

  private static ECKey key(KeyUse use) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("acceptance").keyUse(use).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
