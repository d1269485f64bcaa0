package dev.phoneproof.examples.backend;

import java.time.Duration;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Calls PhoneProof's gateway. */
@Component
class PhoneProof {

  /** The gateway waits up to 5 seconds before it answers. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RestClient http;

  PhoneProof(BackendSettings settings) {
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
    requests.setReadTimeout(PATIENCE);
    this.http =
        RestClient.builder()
            .requestFactory(requests)
            .baseUrl(settings.gateway())
            .defaultHeader("X-API-Key", settings.apiKey())
            .build();
  }

  /**
   * Asks for a PIN to be sent.
   *
   * @return id and token for the page. It is not the token of the first answer: with that one the
   *     page would be told the number's last digits, and whoever has stolen a password with it
   */
  Begun begin(Wanted wanted) {
    Begun begun =
        http.post()
            .uri("/v1/verifications")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType(MediaType.APPLICATION_JSON)
            .body(wanted)
            .retrieve()
            .requiredBody(Begun.class);
    return http.post()
        .uri("/v1/verifications/{id}/tokens", begun.id())
        .retrieve()
        .requiredBody(Begun.class);
  }

  /**
   * What is asked for.
   *
   * @param phoneNumber of our own records, never from the browser
   * @param purpose one that our client may ask for
   * @param nonce comes back in the proof
   * @param knownDevice whether we have seen the number's owner on this device: limits that others
   *     have used up on the number spare it
   * @param endUserAddress of the person's device, for the limits by address
   */
  record Wanted(
      String phoneNumber,
      String purpose,
      String nonce,
      boolean knownDevice,
      String endUserAddress) {

    @Override
    public String toString() {
      return "Wanted[" + purpose + "]";
    }
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
