package dev.phoneproof.gateway.settings;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Keys as they stand in a setting: base64 of 32 bytes, several separated by commas. */
public final class KeySetting {

  private static final int BYTES = 32;

  private KeySetting() {}

  /** The only key of a setting. */
  public static byte[] one(String setting, String text) {
    List<byte[]> keys = several(setting, text);
    if (keys.size() != 1) {
      throw new RefusedSettingException(setting, "must hold one key");
    }
    return keys.getFirst();
  }

  /** The keys of a setting in their order, at least one. */
  public static List<byte[]> several(String setting, String text) {
    if (text.isBlank()) {
      throw new RefusedSettingException(
          setting, "is missing: base64 of 32 random bytes (openssl rand -base64 32)");
    }
    return Arrays.stream(text.split(",", -1)).map(key -> decode(setting, key.strip())).toList();
  }

  private static byte[] decode(String setting, String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text);
      if (key.length == BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Refused below; the decoder's message would repeat a part of the key.
    }
    throw new RefusedSettingException(setting, "is not base64 of 32 bytes");
  }
}
