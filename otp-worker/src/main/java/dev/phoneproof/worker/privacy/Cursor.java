package dev.phoneproof.worker.privacy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ends: the key of its last row. Pages stay right while rows are added.
 *
 * @param at the row's time
 * @param id the row's id
 */
public record Cursor(Instant at, UUID id) {

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  public static Cursor parse(String text) {
    String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    int space = plain.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("no cursor");
    }
    try {
      return new Cursor(
          Instant.parse(plain.substring(0, space)), UUID.fromString(plain.substring(space + 1)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no cursor", e);
    }
  }

  /** To be sent back for the next page. */
  public String text() {
    byte[] plain = (at + " " + id).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }
}
