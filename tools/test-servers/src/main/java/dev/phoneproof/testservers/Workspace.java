package dev.phoneproof.testservers;

import dev.phoneproof.localstack.postgres.PostgresServer;
import dev.phoneproof.localstack.process.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory in which this JVM's servers keep their data; it goes with the JVM. What a killed
 * JVM left there goes when the next one starts.
 */
final class Workspace {

  private static final class OfThisJvm {
    static final Workspace INSTANCE =
        open(
            Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("phoneproof-test-servers-" + System.getProperty("user.name")));
  }

  private final Path shared;
  private final Path directory;
  private final Deque<AutoCloseable> servers = new ArrayDeque<>();

  private Workspace(Path shared, Path directory) {
    this.shared = shared;
    this.directory = directory;
  }

  static Workspace ofThisJvm() {
    return OfThisJvm.INSTANCE;
  }

  static Workspace open(Path shared) {
    try {
      Files.createDirectories(shared);
      requireOwn(shared);
      // PostgreSQL may run as another user, who has to get through.
      Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
      deleteLeftOvers(shared);
      Path directory =
          Files.createDirectory(shared.resolve(Long.toString(ProcessHandle.current().pid())));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      Workspace workspace = new Workspace(shared, directory);
      Runtime.getRuntime().addShutdownHook(new Thread(workspace::close));
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For what outlives the JVM: PostgreSQL's unpacked programs. */
  Path shared() {
    return shared;
  }

  Path directory() {
    return directory;
  }

  synchronized void closeFirst(AutoCloseable server) {
    servers.addFirst(server);
  }

  private synchronized void close() {
    try {
      for (AutoCloseable server : servers) {
        server.close();
      }
      DirectoryTree.delete(directory);
    } catch (Exception e) {
      throw new IllegalStateException("the test servers did not stop cleanly", e);
    }
  }

  private static void requireOwn(Path shared) throws IOException {
    Path probe = Files.createTempFile(shared, "owner", null);
    boolean own = Files.getOwner(probe).equals(Files.getOwner(shared));
    Files.delete(probe);
    if (!own) {
      throw new IOException(shared + " belongs to somebody else");
    }
  }

  private static void deleteLeftOvers(Path shared) throws IOException {
    for (Path directory : workspaces(shared)) {
      long pid = Long.parseLong(directory.getFileName().toString());
      boolean inUse = pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
      if (!inUse) {
        for (Path server : entries(directory)) {
          PostgresServer.stopLeftOver(server);
        }
        DirectoryTree.delete(directory);
      }
    }
  }

  private static List<Path> workspaces(Path shared) throws IOException {
    return entries(shared).stream()
        .filter(path -> path.getFileName().toString().matches("\\d+"))
        .toList();
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.toList();
    }
  }
}
