package dev.phoneproof.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** The stack's own keys: made once, readable only for the user. */
final class KeyFiles {

  private static final int BYTES = 32;

  private static final String KEYSET =
      """
      {"primaryKeyId":1,"key":[{"keyData":{\
      "typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
      "value":"%s","keyMaterialType":"SYMMETRIC"},\
      "status":"ENABLED","keyId":1,"outputPrefixType":"TINK"}]}\
      """;

  private final Path directory;
  private final SecureRandom random;

  KeyFiles(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /** The file with that key, in base64; it is made when it is not there. */
  Path get(String name) throws IOException {
    return file(name, this::key);
  }

  /** The file with that Tink keyset of one AES256_GCM key; it is made when it is not there. */
  Path keyset(String name) throws IOException {
    return file(name, this::keyset);
  }

  private Path file(String name, Supplier<String> content) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      make(file, content.get());
    }
    return file;
  }

  private String key() {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** Tink's JSON around its message of protocol buffers: the key is the third field. */
  private String keyset() {
    byte[] message = new byte[2 + BYTES];
    random.nextBytes(message);
    message[0] = 3 << 3 | 2;
    message[1] = BYTES;
    return KEYSET.formatted(Base64.getEncoder().encodeToString(message));
  }

  private void make(Path file, String content) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    // Renamed when it is whole: half a key would stop every later start.
    Path fresh = directory.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
