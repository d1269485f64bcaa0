package dev.phoneproof.worker.proof;

import dev.phoneproof.worker.settings.RefusedSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What proofs say of this installation.
 *
 * @param issuer the proofs' {@code iss}: best the gateway's public address, so that no two
 *     installations have the same; 1 to 255 visible ASCII characters
 */
@ConfigurationProperties("phoneproof.proof")
public record ProofPolicy(@DefaultValue("phoneproof") String issuer) {

  /** Checks the form. */
  public ProofPolicy {
    if (!issuer.matches("[\\x21-\\x7e]{1,255}")) {
      throw new RefusedSettingException(
          "PHONEPROOF_PROOF_ISSUER", "must be 1 to 255 visible ASCII characters");
    }
  }
}
