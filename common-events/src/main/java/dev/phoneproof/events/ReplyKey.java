package dev.phoneproof.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Under which key a proof goes back to whoever submitted the PIN: 256 random bits, made for one
 * event, sealed in it beside the PIN and known to its publisher and the worker alone.
 */
public final class ReplyKey {

  private static final int BYTES = 32;
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final byte[] bytes;

  private ReplyKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A new one, for one event. */
  public static ReplyKey random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new ReplyKey(bytes);
  }

  /**
   * One from its text.
   *
   * @throws IllegalArgumentException if it is not base64url of 32 bytes; the message does not
   *     repeat it
   */
  public static ReplyKey of(String text) {
    if (TEXT.matcher(text).matches()) {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (ENCODER.encodeToString(bytes).equals(text)) {
        return new ReplyKey(bytes);
      }
    }
    throw new IllegalArgumentException("not base64url of 32 bytes");
  }

  /** Base64url without padding, 43 characters: a secret. */
  public String text() {
    return ENCODER.encodeToString(bytes);
  }

  /** The key itself. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Names it without telling it: the thumbprint of the JWK (RFC 7638, SHA-256). */
  public String thumbprint() {
    String jwk = "{\"k\":\"" + text() + "\",\"kty\":\"oct\"}";
    try {
      return ENCODER.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(jwk.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReplyKey that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ReplyKey[redacted]";
  }
}
