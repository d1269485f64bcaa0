package dev.phoneproof.worker.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.phoneproof.worker.settings.RefusedSettingException;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The storage keys, by their ids. All of them open; the primary one seals. A key that is to become
 * primary stands in the keyset before, so that every worker can open what the first one seals.
 */
public final class StorageKeyset {

  private static final String SETTING = "PHONEPROOF_STORAGE_KEYS";

  private final Aead aead;
  private final Set<Long> ids;
  private final long primary;

  private StorageKeyset(KeysetHandle keys) throws GeneralSecurityException {
    this.aead = keys.getPrimitive(AeadConfig2026.get(), Aead.class);
    this.primary = unsigned(keys.getPrimary().getId());
    Set<Long> enabled = new LinkedHashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      requireAes256Gcm(keys.getAt(i));
      if (keys.getAt(i).getStatus() == KeyStatus.ENABLED) {
        enabled.add(unsigned(keys.getAt(i).getId()));
      }
    }
    this.ids = Set.copyOf(enabled);
  }

  /**
   * Reads a keyset.
   *
   * @param json Tink's JSON, in clear
   * @throws RefusedSettingException if it is none, or has a key of another kind than AES256_GCM
   */
  public static StorageKeyset parse(String json) {
    try {
      return new StorageKeyset(
          TinkJsonProtoKeysetFormat.parseKeyset(
              json, AeadConfig2026.get(), InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException | RuntimeException e) {
      // Without the cause: its message may quote the text.
      throw new RefusedSettingException(
          SETTING, "is malformed: must be a Tink keyset in JSON with AES256_GCM keys");
    }
  }

  /** Only these write their id in front of what they seal. */
  private static void requireAes256Gcm(KeysetHandle.Entry entry) throws GeneralSecurityException {
    if (!entry.getKey().getParameters().equals(PredefinedAeadParameters.AES256_GCM)) {
      throw new GeneralSecurityException("another kind of key");
    }
  }

  /** Tink's ids have 32 bits without a sign. */
  static long unsigned(int id) {
    return Integer.toUnsignedLong(id);
  }

  Aead aead() {
    return aead;
  }

  /** The keys that open. */
  Set<Long> ids() {
    return ids;
  }

  /** The key that seals. */
  long primary() {
    return primary;
  }
}
