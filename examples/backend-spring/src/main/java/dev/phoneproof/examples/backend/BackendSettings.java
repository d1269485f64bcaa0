package dev.phoneproof.examples.backend;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the backend has to know.
 *
 * @param gateway address of PhoneProof's gateway
 * @param issuer whom its proofs name: its {@code PHONEPROOF_PROOF_ISSUER}
 * @param clientId our id there
 * @param apiKey our key there
 * @param users the numbers of those who may log in, by name: in place of a database
 */
@ConfigurationProperties("backend")
record BackendSettings(
    URI gateway, String issuer, String clientId, String apiKey, Map<String, String> users) {

  @Override
  public String toString() {
    return "BackendSettings[redacted]";
  }
}
