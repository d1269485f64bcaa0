package dev.phoneproof.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A client of the gateway, as its setting knows it and as it names itself. */
public record ApiClient(String id, String key) {

  public static final ApiClient SHOP =
      new ApiClient("shop", "a-key-of-the-shop-in-the-acceptance-tests");
  static final ApiClient BANK = new ApiClient("bank", "a-key-of-the-bank-in-the-acceptance-tests");

  /** What {@code PHONEPROOF_CLIENTS} holds. */
  public static String setting() {
    return List.of(SHOP, BANK).stream()
        .map(client -> "{\"id\":\"%s\",\"keys\":[\"%s\"]}".formatted(client.id, client.hash()))
        .collect(Collectors.joining(",", "{\"clients\":[", "]}"));
  }

  private String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
