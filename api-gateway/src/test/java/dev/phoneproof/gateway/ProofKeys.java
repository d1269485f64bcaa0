package dev.phoneproof.gateway;

/** The public key of the proofs' test vector, as the gateway shows it. */
public final class ProofKeys {

  public static final String PUBLIC =
      """
      {"keys":[{"kty":"EC","use":"sig","crv":"P-256","kid":"vectors-2026",\
      "x":"6PPZaPwBD5PIssJMMPi8vkUjlU8H45ESg4qgx94Il4Y",\
      "y":"5Y4eF90fGQJvBJO-SThS2wL0llJ0KtFM8iSparw7uLU","alg":"ES256"}]}\
      """;

  private ProofKeys() {}
}
