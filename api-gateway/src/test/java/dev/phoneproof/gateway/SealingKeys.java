package dev.phoneproof.gateway;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.sealing.Opener;
import dev.phoneproof.events.sealing.OpeningException;

/** The key of the sealing's test vectors: what the gateway seals for, and the worker's half. */
public final class SealingKeys {

  public static final String PUBLIC =
      """
      {"keys":[{"kty":"EC","crv":"P-256","use":"enc","alg":"ECDH-ES+A256KW","kid":"vectors-2026",\
      "x":"SHhoBd9Clz6hVCzp-N4G9qURr5MOcq8e9JAw8_pZ6qw",\
      "y":"T4LjlSt_16r4hu1BafaiFnfE9Y65Sgnp95qk-B_pUX4"}]}\
      """;

  private static final Opener OPENER =
      Opener.of(
          PUBLIC.replace(
              "\"kty\"", "\"d\":\"SI512BnggXOXc3AokHMMJ9EUuUO1rqKd3FNKQ3aqZek\",\"kty\""));

  private SealingKeys() {}

  /** What only the worker can read. */
  public static <E extends Event> CloudEvent<E> open(CloudEvent<E> event) {
    try {
      return OPENER.open(event);
    } catch (OpeningException e) {
      throw new AssertionError(e);
    }
  }
}
