package dev.phoneproof.keys;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Private keys of the worker, as a JWK set: EC on P-256, named after the day they were made.
 *
 * @param use sealing or signing: a key has one use
 * @param algorithm of that use
 */
record JwkKeys(KeyUse use, Algorithm algorithm, Clock clock, SecureRandom random)
    implements KeySet {

  private static final int SUFFIX_BYTES = 2;

  @Override
  public String make() {
    return text(List.of(key()));
  }

  @Override
  public List<String> ids(String text) {
    return read(text).stream().map(JWK::getKeyID).toList();
  }

  @Override
  public String rotate(String text) {
    List<JWK> keys = new ArrayList<>();
    keys.add(key());
    keys.addAll(read(text));
    return text(keys);
  }

  @Override
  public String drop(String text, String id) {
    List<JWK> kept = new ArrayList<>(read(text));
    kept.removeIf(key -> key.getKeyID().equals(id));
    return text(kept);
  }

  /** Opens what publishers sealed. */
  static JwkKeys sealing(Clock clock, SecureRandom random) {
    return new JwkKeys(KeyUse.ENCRYPTION, JWEAlgorithm.ECDH_ES_A256KW, clock, random);
  }

  /** Signs proofs. */
  static JwkKeys proof(Clock clock, SecureRandom random) {
    return new JwkKeys(KeyUse.SIGNATURE, JWSAlgorithm.ES256, clock, random);
  }

  /** The set that others get. */
  static String publicKeys(String privateKeys) {
    return new JWKSet(read(privateKeys)).toString(true);
  }

  private JWK key() {
    byte[] suffix = new byte[SUFFIX_BYTES];
    random.nextBytes(suffix);
    String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.now(clock));
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(day + "-" + HexFormat.of().formatHex(suffix))
          .keyUse(use)
          .algorithm(algorithm)
          .secureRandom(random)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("no key could be made", e);
    }
  }

  private static String text(List<JWK> keys) {
    return new JWKSet(keys).toString(false);
  }

  private static List<JWK> read(String text) {
    try {
      return JWKSet.parse(text).getKeys();
    } catch (ParseException e) {
      throw new RefusedException("these keys are no JWK set");
    }
  }
}
