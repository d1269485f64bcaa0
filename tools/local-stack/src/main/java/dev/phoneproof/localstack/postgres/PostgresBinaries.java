package dev.phoneproof.localstack.postgres;

import dev.phoneproof.localstack.process.DirectoryTree;
import dev.phoneproof.localstack.process.StartFailedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the class path. */
record PostgresBinaries(Path home) {

  private static final String COUNT = "file-count";

  /** Unpacks the programs into a directory below the parent, unless they are there already. */
  static PostgresBinaries below(Path parent) throws IOException {
    String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    Files.createDirectories(parent);
    Path home = parent.toRealPath().resolve("postgresql-" + fingerprint(archive));
    if (!isComplete(home)) {
      DirectoryTree.delete(home);
      unpack(archive, home);
    }
    return new PostgresBinaries(home);
  }

  static String archiveName(String system, String architecture) {
    String arch =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm_64";
          default -> architecture;
        };
    return "/postgres-" + system.toLowerCase(Locale.ROOT).replace(" ", "") + "-" + arch + ".txz";
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static InputStream open(String archive) {
    InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
    if (stream == null) {
      throw new StartFailedException(
          "there are no embedded PostgreSQL programs for this system ("
              + archive.substring(1)
              + " is not on the class path); use docker-compose.yml instead");
    }
    return stream;
  }

  private static String fingerprint(String archive) throws IOException {
    try (var in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Cleaners of temporary directories delete single old files. */
  private static boolean isComplete(Path home) throws IOException {
    Path count = home.resolve(COUNT);
    return Files.exists(count)
        && Files.readString(count).equals(Long.toString(DirectoryTree.size(home) - 1));
  }

  private static void unpack(String archive, Path home) throws IOException {
    // Beside the goal and then renamed: a half unpacked directory is never taken for a whole one.
    Path fresh = Files.createTempDirectory(home.getParent(), "unpacking-");
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive))))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        write(entry, tar, fresh.resolve(entry.getName()).normalize());
      }
      Files.writeString(fresh.resolve(COUNT), Long.toString(DirectoryTree.size(fresh)));
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another process was faster.
      DirectoryTree.delete(fresh);
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
