package dev.phoneproof.worker;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/** A key that signs proofs, as the two settings have it. */
public record SigningPair(String publicKeys, String privateKeys) {

  static final String ISSUER = "https://verify.example";

  /** That of the worker under test. */
  static final SigningPair OURS = named("proofs");

  public static SigningPair named(String id) {
    try {
      JWKSet set =
          new JWKSet(new ECKeyGenerator(Curve.P_256).keyID(id).keyUse(KeyUse.SIGNATURE).generate());
      return new SigningPair(set.toString(true), set.toString(false));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return "SigningPair[redacted]";
  }
}
