package dev.phoneproof.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The stack's own keys: made once, readable only for the user. */
final class KeyFiles {

  private static final int BYTES = 32;

  private final Path directory;
  private final SecureRandom random;

  KeyFiles(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /** The file with that key, in base64; it is made when it is not there. */
  Path get(String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      make(file);
    }
    return file;
  }

  private void make(Path file) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    // Renamed when it is whole: half a key would stop every later start.
    Path fresh = directory.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
