package dev.phoneproof.gateway.verification;

import java.net.Inet4Address;
import java.net.InetAddress;
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

  /** So much of an IPv6 address is a customer's; the rest its devices choose and change. */
  private static final int NETWORK_BYTES = 8;

  private static final int TAG_BYTES = 12;

  private final byte[] key;

  OriginTags(byte[] key) {
    this.key = key.clone();
  }

  /** The tag of an address as a connection shows it; null when it is none. */
  @Nullable String of(String address, Instant now) {
    byte[] network;
    try {
      network = network(InetAddress.ofLiteral(address.split("%", 2)[0]));
    } catch (IllegalArgumentException e) {
      return null;
    }
    return tag("origin", network, now);
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

  private static byte[] network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, NETWORK_BYTES);
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
