package dev.phoneproof.worker.limit;

import dev.phoneproof.events.Origin;
import java.util.UUID;

/**
 * Somebody has asked for a message: what the limits look at.
 *
 * @param id of the verification, or of the resend
 * @param numberHash keyed, in hex
 * @param country of the number, ISO 3166
 * @param origin where it came from; for a resend only whether the device is known
 * @param wrongPins whether too many wrong PINs in a row were typed for the number
 */
public record Asked(
    UUID id, String clientId, String numberHash, String country, Origin origin, boolean wrongPins) {

  boolean onKnownDevice() {
    return Boolean.TRUE.equals(origin.knownDevice());
  }

  /** Without the hash, which is as good as the number for whoever has its key. */
  @Override
  public String toString() {
    return "Asked[" + id + "]";
  }
}
