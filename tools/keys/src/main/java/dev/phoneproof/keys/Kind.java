package dev.phoneproof.keys;

import java.util.Arrays;
import java.util.Optional;

/** What there are keys for, each in a file of its own. */
public enum Kind {
  /** Opens what publishers sealed; worker. */
  SEALING(
      "sealing-private-keys",
      "PHONEPROOF_SEALING_PRIVATE_KEYS",
      "sealing-public-keys",
      "PHONEPROOF_SEALING_PUBLIC_KEYS"),
  /** Signs proofs; worker. */
  PROOF("proof-keys", "PHONEPROOF_PROOF_KEYS", "proof-public-keys", "PHONEPROOF_PROOF_PUBLIC_KEYS"),
  /** Encrypts what the ledger keeps; worker. */
  STORAGE("storage-keys", "PHONEPROOF_STORAGE_KEYS"),
  /** Compares numbers; worker. */
  LOOKUP("lookup-key", "PHONEPROOF_LOOKUP_KEY"),
  /** Seals tokens; gateway. */
  TOKEN("token-keys", "PHONEPROOF_TOKEN_KEYS"),
  /** Makes ids from idempotency keys; gateway. */
  ID("id-key", "PHONEPROOF_ID_KEY");

  private final String file;
  private final String setting;
  private final String publicFile;
  private final String publicSetting;

  Kind(String file, String setting) {
    this(file, setting, "", "");
  }

  Kind(String file, String setting, String publicFile, String publicSetting) {
    this.file = file;
    this.setting = setting;
    this.publicFile = publicFile;
    this.publicSetting = publicSetting;
  }

  /** Name of its file. */
  public String file() {
    return file;
  }

  /** Name of the setting that takes it. */
  public String setting() {
    return setting;
  }

  /** Whether others get public keys, which are made from the private ones. */
  boolean hasPublicKeys() {
    return !publicFile.isEmpty();
  }

  /** Name of the file of the public keys; empty when there are none. */
  String publicFile() {
    return publicFile;
  }

  /** Name of the setting that takes the public keys; empty when there are none. */
  public String publicSetting() {
    return publicSetting;
  }

  static Optional<Kind> called(String name) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(name)).findFirst();
  }

  /** As people type it. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
