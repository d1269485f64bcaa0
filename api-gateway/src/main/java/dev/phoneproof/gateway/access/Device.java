package dev.phoneproof.gateway.access;

import java.time.Instant;
import java.util.List;

/**
 * A browser on which numbers have been verified.
 *
 * @param id 128 random bits, base64url
 * @param evidence one for each number, the newest first
 */
public record Device(String id, List<Evidence> evidence) {

  /** Makes it unchangeable. */
  public Device {
    evidence = List.copyOf(evidence);
  }

  /** Without the id. */
  @Override
  public String toString() {
    return "Device[" + evidence.size() + "]";
  }

  /**
   * That a number was verified here: said by a keyed hash of number, client and device, so that it
   * tells the number to nobody and is none for another number, client or device.
   *
   * @param tag 16 bytes
   * @param expiresAt from when it counts no more
   */
  record Evidence(byte[] tag, Instant expiresAt) {

    /** Without the tag. */
    @Override
    public String toString() {
      return "Evidence[" + expiresAt + "]";
    }
  }
}
