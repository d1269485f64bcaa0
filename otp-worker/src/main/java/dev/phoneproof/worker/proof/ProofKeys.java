package dev.phoneproof.worker.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import dev.phoneproof.worker.settings.RefusedSettingException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys that sign proofs. The first one does; the others wait, or have done. */
public final class ProofKeys {

  private static final String SETTING = "PHONEPROOF_PROOF_KEYS";
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final ECKey signing;

  private ProofKeys(ECKey signing) {
    this.signing = signing;
  }

  /**
   * Reads a JWK set.
   *
   * @throws RefusedSettingException if it is none, or has other keys than private ones for ES256
   */
  public static ProofKeys parse(String json) {
    List<JWK> keys = read(json);
    Set<String> ids = new HashSet<>();
    for (JWK key : keys) {
      if (!isForEs256(key)) {
        throw refused("must hold private EC keys on P-256 for signing (use: sig) only");
      }
      if (!isPair(key.toECKey())) {
        throw refused("must hold private keys with the public parts that belong to them");
      }
      String id = String.valueOf(key.getKeyID());
      if (key.getKeyID() == null || !KEY_ID.matcher(id).matches() || !ids.add(id)) {
        throw refused("must give each key a kid of its own, 1 to 64 of A-Z a-z 0-9 . _ -");
      }
    }
    if (keys.isEmpty()) {
      throw refused("must hold a key");
    }
    return new ProofKeys(keys.getFirst().toECKey());
  }

  /** A key for sealing is none: what everybody may encrypt for must not vouch for anything. */
  private static boolean isForEs256(JWK key) {
    return key instanceof ECKey ec
        && Curve.P_256.equals(ec.getCurve())
        && ec.isPrivate()
        && (ec.getKeyUse() == null || KeyUse.SIGNATURE.equals(ec.getKeyUse()));
  }

  /** What a mixed-up key signs nobody could check: better no start than no proof. */
  private static boolean isPair(ECKey key) {
    try {
      JWSObject trial =
          new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload("does it belong together?"));
      trial.sign(new ECDSASigner(key));
      return trial.verify(new ECDSAVerifier(key.toPublicJWK()));
    } catch (JOSEException e) {
      return false;
    }
  }

  private static List<JWK> read(String json) {
    try {
      return JWKSet.parse(json).getKeys();
    } catch (ParseException | RuntimeException e) {
      // Not chained: the parser's message may repeat a key.
      throw refused("must be a JWK set, {\"keys\":[…]}");
    }
  }

  private static RefusedSettingException refused(String why) {
    return new RefusedSettingException(SETTING, "is malformed: " + why);
  }

  ECKey signing() {
    return signing;
  }
}
