package dev.phoneproof.worker.storage;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/** Storage keys for tests: each is made of its id, so that keysets with the same ids share them. */
public final class Keysets {

  private Keysets() {}

  /** A vault with the keys of {@link #json}. */
  public static Vault vault(int primary, int... others) {
    return new Vault(StorageKeyset.parse(json(primary, others)));
  }

  /** As the setting has them. */
  public static String json(int primary, int... others) {
    try {
      KeysetHandle.Builder keys = KeysetHandle.newBuilder();
      keys.addEntry(entry(primary).makePrimary());
      for (int other : others) {
        keys.addEntry(entry(other));
      }
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          keys.build(), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeysetHandle.Builder.Entry entry(int id) throws GeneralSecurityException {
    byte[] bytes = ByteBuffer.allocate(32).putInt(id).array();
    AesGcmKey key =
        AesGcmKey.builder()
            .setParameters(PredefinedAeadParameters.AES256_GCM)
            .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
            .setIdRequirement(id)
            .build();
    return KeysetHandle.importKey(key).withFixedId(id);
  }
}
