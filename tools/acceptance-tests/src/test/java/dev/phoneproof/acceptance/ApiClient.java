package dev.phoneproof.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A client of the gateway, as its setting knows it and as it names itself. */
public record ApiClient(String id, String key) {

  public static final ApiClient SHOP =
      new ApiClient("shop", "a-key-of-the-shop-in-the-acceptance-tests");
  static final ApiClient BANK = new ApiClient("bank", "a-key-of-the-bank-in-the-acceptance-tests");

  private static final String PURPOSES = "[\"verification\",\"login\",\"payment\"]";

  /** The tests are hastier than any shop. */
  private static final String LIMITS =
      "{\"verificationsPerMinute\":100000,\"callsPerMinute\":1000000}";

  /** What {@code PHONEPROOF_CLIENTS} holds. The shop has web pages too. */
  public static String setting() {
    String own = "[\"" + Browser.OWN_PAGE + "\",\"" + Browser.SHOP_PAGE + "\"]";
    return "{\"clients\":[" + SHOP.member(own) + "," + BANK.member("[]") + "]}";
  }

  private String member(String origins) {
    return "{\"id\":\"%s\",\"keys\":[\"%s\"],\"purposes\":%s,\"origins\":%s,\"limits\":%s}"
        .formatted(id, hash(), PURPOSES, origins, LIMITS);
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
