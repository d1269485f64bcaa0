package dev.phoneproof.worker;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/** A key for sealing, as the two settings have it. */
public record SealingPair(String publicKeys, String privateKeys) {

  /** That of the worker under test. */
  static final SealingPair OURS = named("ours");

  public static SealingPair named(String id) {
    try {
      JWKSet set = new JWKSet(new ECKeyGenerator(Curve.P_256).keyID(id).generate());
      return new SealingPair(set.toString(true), set.toString(false));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A set with the keys of both. */
  String andPrivateKeys(SealingPair other) {
    return privateKeys.replace("]}", "," + other.privateKeys.replace("{\"keys\":[", ""));
  }
}
