package dev.phoneproof.localstack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.phoneproof.localstack.process.DirectoryTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Where a stack keeps its data, keys, logs and pid files. One stack at a time may use it. */
final class StateDirectory implements AutoCloseable {

  /** Says that the directory is ours, so that a reset never deletes anything else. */
  private static final String MARK = ".phoneproof-demo";

  private final Path path;
  private final FileChannel lockFile;

  private StateDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory, or sees that it is a stack's.
   *
   * @throws RefusedException when something else is in it
   */
  static Path prepare(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path path = directory.toRealPath();
    if (!isStack(path)) {
      requireEmpty(path);
      Files.createFile(path.resolve(MARK));
    }
    return path;
  }

  /**
   * Takes the directory; the system gives it back even if this process is killed.
   *
   * @throws RefusedException when another stack uses it, or something else is in it
   */
  static StateDirectory open(Path directory) throws IOException {
    Path path = prepare(directory);
    FileChannel lockFile =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = lockFile.tryLock();
    if (lock == null) {
      lockFile.close();
      throw new RefusedException(
          "a demo already runs with its state in %s; stop it with Ctrl-C there or with kill %s"
              .formatted(path, Files.readString(path.resolve("lock")).strip()));
    }
    lockFile.truncate(0);
    lockFile.write(
        ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
    return new StateDirectory(path, lockFile);
  }

  private static void requireEmpty(Path path) throws IOException {
    try (Stream<Path> content = Files.list(path)) {
      if (content.findAny().isPresent()) {
        throw new RefusedException(
            path + " has something else in it; choose an empty directory (PHONEPROOF_DEMO_DIR)");
      }
    }
  }

  Path path() {
    return path;
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path postgresql() {
    return path.resolve("postgresql");
  }

  Path applications() {
    return path.resolve("applications");
  }

  Path keys() {
    return path.resolve("keys");
  }

  Path log(String part) {
    return path.resolve("logs").resolve(part + ".log");
  }

  /** Starts new logs and keeps those of the last run as {@code logs.previous}. */
  void turnLogs() throws IOException {
    Path logs = path.resolve("logs");
    Path previous = path.resolve("logs.previous");
    if (Files.exists(logs)) {
      DirectoryTree.delete(previous);
      Files.move(logs, previous, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.createDirectories(logs);
  }

  /** Deletes what a stack has put here, and nothing else. */
  void empty() throws IOException {
    for (String name :
        List.of(
            "kafka",
            "postgresql",
            "keys",
            "logs",
            "logs.previous",
            "applications",
            "programs",
            "check")) {
      DirectoryTree.delete(path.resolve(name));
    }
  }

  /** Whether a stack has its directory at that path. */
  static boolean isStack(Path directory) {
    return Files.exists(directory.resolve(MARK), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
