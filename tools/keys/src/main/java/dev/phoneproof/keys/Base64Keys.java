package dev.phoneproof.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Base64 of 32 random bytes, several separated by commas. A key's id is the beginning of its
 * SHA-256, which says nothing of 256 random bits.
 *
 * @param onlyOne why there can be one key only; empty when there can be several
 */
record Base64Keys(SecureRandom random, String onlyOne) implements KeySet {

  private static final int BYTES = 32;
  private static final int ID_BYTES = 4;

  @Override
  public String make() {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  @Override
  public List<String> ids(String text) {
    return keys(text).stream().map(Base64Keys::id).toList();
  }

  @Override
  public String rotate(String text) {
    if (!onlyOne.isEmpty()) {
      throw new RefusedException(onlyOne);
    }
    return make() + "," + text;
  }

  @Override
  public String drop(String text, String id) {
    List<String> kept = new ArrayList<>(keys(text));
    kept.removeIf(key -> id(key).equals(id));
    return String.join(",", kept);
  }

  private static List<String> keys(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static String id(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
