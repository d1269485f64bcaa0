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
 * @param users who may log in, by name: in place of a database
 */
@ConfigurationProperties("backend")
record BackendSettings(
    URI gateway, String issuer, String clientId, String apiKey, Map<String, User> users) {

  @Override
  public String toString() {
    return "BackendSettings[redacted]";
  }

  /**
   * What our own records say of a user.
   *
   * @param passwordHash as Spring Security's {@code PasswordEncoder} makes it
   * @param phoneNumber E.164
   */
  record User(String passwordHash, String phoneNumber) {

    @Override
    public String toString() {
      return "User[redacted]";
    }
  }
}
