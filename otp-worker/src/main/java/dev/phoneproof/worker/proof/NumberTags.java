package dev.phoneproof.worker.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.phoneproof.worker.verification.Msisdn;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for a number where a client may not see it: the same for the same number and client, so
 * that a client recognises a person, and different for each client, so that two cannot compare.
 */
final class NumberTags {

  private static final String ALGORITHM = "HmacSHA256";

  /** No number begins so: what is derived here never equals a number's hash in the ledger. */
  private static final String LABEL = "phone_number_tag ";

  private final byte[] lookupKey;

  NumberTags(byte[] lookupKey) {
    this.lookupKey = lookupKey.clone();
  }

  /** 43 characters of base64url. */
  String of(String clientId, Msisdn number) {
    byte[] clientsKey = hmac(lookupKey, LABEL + clientId);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(clientsKey, number.e164()));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
