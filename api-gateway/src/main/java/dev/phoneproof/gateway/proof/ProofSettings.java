package dev.phoneproof.gateway.proof;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.text.ParseException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * With which keys proofs are checked.
 *
 * @param publicKeys the worker's public proof keys as a JWK set
 */
@ConfigurationProperties("phoneproof.proof")
public record ProofSettings(@DefaultValue("") String publicKeys) {

  private static final String SETTING = "PHONEPROOF_PROOF_PUBLIC_KEYS";

  /** Refuses what no proof can be checked with, and what must not be shown. */
  public ProofSettings {
    if (publicKeys.isBlank()) {
      throw new RefusedSettingException(SETTING, "is missing: a JWK set (./keys --help)");
    }
    List<JWK> keys = read(publicKeys).getKeys();
    if (keys.isEmpty() || !keys.stream().allMatch(ProofSettings::isForEs256)) {
      throw new RefusedSettingException(
          SETTING, "must hold public EC keys on P-256 for signing (use: sig), each with a kid");
    }
  }

  private static boolean isForEs256(JWK key) {
    return key instanceof ECKey ec
        && Curve.P_256.equals(ec.getCurve())
        && !ec.isPrivate()
        && ec.getKeyID() != null
        && (ec.getKeyUse() == null || KeyUse.SIGNATURE.equals(ec.getKeyUse()));
  }

  private static JWKSet read(String json) {
    try {
      return JWKSet.parse(json);
    } catch (ParseException | RuntimeException e) {
      // Not chained: the parser's message may repeat a key.
      throw new RefusedSettingException(SETTING, "must be a JWK set, {\"keys\":[…]}");
    }
  }

  /** The set as everybody may see it. */
  String json() {
    return read(publicKeys).toString(true);
  }

  /** Without the keys, in case somebody sets private ones. */
  @Override
  public String toString() {
    return "ProofSettings[redacted]";
  }
}
