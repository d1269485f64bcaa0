package dev.phoneproof.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The worker's storage keys, as a Tink keyset in JSON: AES-256-GCM. The last one is the next: every
 * running worker can open what it will seal before any worker seals with it.
 */
final class StorageKeys implements KeySet {

  StorageKeys() {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String make() {
    return text(KeysetHandle.newBuilder().addEntry(fresh().makePrimary()).addEntry(fresh()));
  }

  @Override
  public List<String> ids(String text) {
    KeysetHandle keys = read(text);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      ids.add(keys.getAt(i).isPrimary() ? 0 : ids.size(), id(keys.getAt(i)));
    }
    return ids;
  }

  /** The next key seals from now on; a keyset that had none gets one, and is rotated once more. */
  @Override
  public String rotate(String text) {
    KeysetHandle.Builder keys = KeysetHandle.newBuilder(read(text));
    keys.getAt(keys.size() - 1).makePrimary();
    return text(keys.addEntry(fresh()));
  }

  @Override
  public String drop(String text, String id) {
    KeysetHandle keys = read(text);
    KeysetHandle.Builder kept = KeysetHandle.newBuilder(keys);
    for (int i = keys.size() - 1; i >= 0; i--) {
      if (id(keys.getAt(i)).equals(id)) {
        kept.deleteAt(i);
      }
    }
    return text(kept);
  }

  private static KeysetHandle.Builder.Entry fresh() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
        .withRandomId();
  }

  /** As Tink's own tools show it: without a sign. */
  private static String id(KeysetHandle.Entry entry) {
    return Integer.toUnsignedString(entry.getId());
  }

  private static String text(KeysetHandle.Builder keys) {
    try {
      String json =
          TinkJsonProtoKeysetFormat.serializeKeyset(keys.build(), InsecureSecretKeyAccess.get());
      // On one line, as a setting is; there is no space within its strings.
      return Objects.requireNonNull(json).replaceAll("\\s+", "");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no keyset could be made", e);
    }
  }

  private static KeysetHandle read(String text) {
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(text, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      // Not chained: the parser's message may repeat a key.
      throw new RefusedException("the storage keys are no keyset of Tink's");
    }
  }
}
