package dev.phoneproof.examples.backend;

import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Calls PhoneProof's gateway. */
@Component
class PhoneProof {

  private final RestClient http;

  PhoneProof(BackendSettings settings) {
    this.http =
        RestClient.builder()
            .baseUrl(settings.gateway())
            .defaultHeader("X-API-Key", settings.apiKey())
            .build();
  }

  /** Asks for a PIN to be sent. */
  Begun begin(String phoneNumber, String nonce) {
    Begun begun =
        http.post()
            .uri("/v1/verifications")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType(MediaType.APPLICATION_JSON)
            .body(Map.of("phoneNumber", phoneNumber, "purpose", Login.PURPOSE, "nonce", nonce))
            .retrieve()
            .body(Begun.class);
    if (begun == null) {
      throw new IllegalStateException("an answer without a body");
    }
    return begun;
  }

  /**
   * What the gateway answers.
   *
   * @param id of the verification
   * @param token with which the page submits the PIN
   */
  record Begun(String id, String token) {

    @Override
    public String toString() {
      return "Begun[" + id + "]";
    }
  }
}
