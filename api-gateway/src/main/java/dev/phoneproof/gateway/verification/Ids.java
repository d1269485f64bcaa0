package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.Pin;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Ids of verifications and submissions: random, or made from the caller's idempotency key so that a
 * repeat has the same id without anybody remembering the first.
 */
final class Ids {

  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;
  private final SecureRandom random;

  Ids(byte[] key, SecureRandom random) {
    this.key = key.clone();
    this.random = random;
  }

  /** The id of a new verification. Another body under the same key is another verification. */
  UUID verification(String clientId, @Nullable IdempotencyKey callersKey, NewVerification body) {
    if (callersKey == null) {
      return random();
    }
    CallerData data = body.callerData();
    Transaction transaction = data.transaction();
    return derive(
        "verification",
        clientId,
        callersKey.value(),
        body.phoneNumber().plain().orElseThrow(),
        body.channel().wireName(),
        body.locale(),
        body.purpose(),
        data.reference(),
        data.nonce(),
        transaction == null ? null : transaction.amount(),
        transaction == null ? null : transaction.currency(),
        transaction == null ? null : transaction.payee());
  }

  /** The id of a submission. Another PIN under the same key is another submission. */
  UUID submission(
      String clientId, UUID verification, @Nullable IdempotencyKey callersKey, Pin pin) {
    return callersKey == null
        ? random()
        : derive(
            "submission",
            clientId,
            verification.toString(),
            callersKey.value(),
            pin.plain().orElseThrow());
  }

  /** The event id of a cancel: however often it is asked for, it is one event. */
  UUID cancel(String clientId, UUID verification) {
    return derive("cancel", clientId, verification.toString());
  }

  UUID random() {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    random.nextBytes(bytes.array());
    return uuid(bytes, 4);
  }

  private UUID derive(@Nullable String... fields) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return uuid(ByteBuffer.wrap(mac.doFinal(lengthPrefixed(fields))), 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** With lengths, so that no two lists of fields give the same bytes. */
  private static byte[] lengthPrefixed(@Nullable String... fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String field : fields) {
        byte[] text = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        out.writeInt(field == null ? -1 : text.length);
        out.write(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** RFC 9562: version and variant over the first 128 bits. */
  private static UUID uuid(ByteBuffer bytes, long version) {
    long high = bytes.getLong(0) & ~0xF000L | version << 12;
    long low = bytes.getLong(8) & ~(3L << 62) | 2L << 62;
    return new UUID(high, low);
  }
}
