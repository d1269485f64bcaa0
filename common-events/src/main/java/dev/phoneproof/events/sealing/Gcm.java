package dev.phoneproof.events.sealing;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** A256GCM as JWE has it (RFC 7518, 5.3): an IV of 96 bits, a tag of 128. */
final class Gcm {

  static final int IV_BYTES = 12;
  static final int TAG_BYTES = 16;

  private Gcm() {}

  /** The ciphertext followed by the tag. */
  static byte[] encrypt(SecretKey key, byte[] iv, byte[] plain, byte[] authenticated) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, iv, authenticated).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /**
   * The plain text.
   *
   * @throws GeneralSecurityException if anything was changed or the key is another one
   */
  static byte[] decrypt(SecretKey key, byte[] iv, byte[] sealed, byte[] authenticated)
      throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, key, iv, authenticated).doFinal(sealed);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] iv, byte[] authenticated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
    cipher.updateAAD(authenticated);
    return cipher;
  }
}
