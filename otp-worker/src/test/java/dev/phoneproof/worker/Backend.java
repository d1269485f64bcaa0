package dev.phoneproof.worker;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Checks proofs as a client's backend does, with a library that the worker does not use. */
public final class Backend {

  private Backend() {}

  /** What a good proof says. */
  public static JwtClaims check(String proof, String publicKeys, String issuer, String clientId)
      throws InvalidJwtException {
    return check(proof, publicKeys, issuer, clientId, NumericDate.now());
  }

  /** As above, at a given time. */
  public static JwtClaims check(
      String proof, String publicKeys, String issuer, String clientId, NumericDate now)
      throws InvalidJwtException {
    try {
      return new JwtConsumerBuilder()
          .setVerificationKeyResolver(
              new JwksVerificationKeyResolver(new JsonWebKeySet(publicKeys).getJsonWebKeys()))
          .setJwsAlgorithmConstraints(
              new AlgorithmConstraints(
                  ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
          .setExpectedType(true, "phoneproof+jwt")
          .setExpectedIssuer(issuer)
          .setExpectedAudience(clientId)
          .setEvaluationTime(now)
          .setRequireExpirationTime()
          .setRequireIssuedAt()
          .setRequireJwtId()
          .setRequireSubject()
          .build()
          .processToClaims(proof);
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }
}
