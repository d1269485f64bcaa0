package dev.phoneproof.events.sealing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.Arrays;
import java.util.List;

/** Key sets made for a test. */
final class TestKeys {

  private TestKeys() {}

  static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String publicSet(ECKey... keys) {
    return new JWKSet(List.copyOf(Arrays.asList(keys))).toString(true);
  }

  static String privateSet(ECKey... keys) {
    return new JWKSet(List.copyOf(Arrays.asList(keys))).toString(false);
  }
}
