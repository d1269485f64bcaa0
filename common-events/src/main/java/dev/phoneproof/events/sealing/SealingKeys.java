package dev.phoneproof.events.sealing;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads JWK sets: EC keys on P-256, each with an id of its own. */
final class SealingKeys {

  static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private SealingKeys() {}

  static List<ECKey> publicKeys(String json) {
    List<ECKey> keys = read(json);
    if (keys.stream().anyMatch(ECKey::isPrivate)) {
      throw new IllegalArgumentException("must not hold a private key");
    }
    return keys;
  }

  static List<ECKey> privateKeys(String json) {
    List<ECKey> keys = read(json);
    if (!keys.stream().allMatch(ECKey::isPrivate)) {
      throw new IllegalArgumentException("must hold private keys only");
    }
    return keys;
  }

  private static List<ECKey> read(String json) {
    List<ECKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JWK key : parse(json).getKeys()) {
      if (!(key instanceof ECKey ec) || !Curve.P_256.equals(ec.getCurve())) {
        throw new IllegalArgumentException("must hold EC keys on P-256 only");
      }
      String id = String.valueOf(key.getKeyID());
      if (key.getKeyID() == null || !KEY_ID.matcher(id).matches() || !ids.add(id)) {
        throw new IllegalArgumentException(
            "must give each key a kid of its own, 1 to 64 of A-Z a-z 0-9 . _ -");
      }
      keys.add(ec);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("must hold a key");
    }
    return keys;
  }

  private static JWKSet parse(String json) {
    try {
      return JWKSet.parse(json);
    } catch (ParseException | RuntimeException e) {
      // Not chained: the parser's message may repeat a key.
      throw new IllegalArgumentException("must be a JWK set, {\"keys\":[…]}");
    }
  }
}
