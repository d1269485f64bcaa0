package dev.phoneproof.gateway.verification;

import dev.phoneproof.gateway.limit.Network;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Names where a request came from without telling it: two requests of one UTC day have the same tag
 * when they came from the same network, session or device, and no tag outlives its day.
 */
final class OriginTags {

  private static final String ALGORITHM = "HmacSHA256";

  private static final int TAG_BYTES = 12;

  private final byte[] key;

  OriginTags(byte[] key) {
    this.key = key.clone();
  }

  /** The tag of an address as a connection shows it; null when it is none, or unknown. */
  @Nullable String of(@Nullable String address, Instant now) {
    if (address == null) {
      return null;
    }
    return Network.of(address).map(network -> tag("origin", network.bytes(), now)).orElse(null);
  }

  /** The tag of a browser session. */
  String ofSession(String sessionId, Instant now) {
    return tag("session", sessionId.getBytes(StandardCharsets.US_ASCII), now);
  }

  /** The tag of a browser on which a number was verified before. */
  String ofDevice(String deviceId, Instant now) {
    return tag("device", deviceId.getBytes(StandardCharsets.US_ASCII), now);
  }

  private String tag(String kind, byte[] what, Instant now) {
    // Ids are made with the same key from fields that begin with their length: never this text.
    String day = kind + " " + LocalDate.ofInstant(now, ZoneOffset.UTC);
    byte[] keyOfTheDay = hmac(key, day.getBytes(StandardCharsets.UTF_8));
    byte[] tag = Arrays.copyOf(hmac(keyOfTheDay, what), TAG_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
