package dev.phoneproof.localstack.postgres;

import dev.phoneproof.localstack.process.ChildProcess;
import dev.phoneproof.localstack.process.DirectoryTree;
import dev.phoneproof.localstack.process.RunningProcess;
import dev.phoneproof.localstack.process.Signal;
import dev.phoneproof.localstack.process.StartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The data directory of a server (PostgreSQL calls it a cluster). */
final class Cluster {

  private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(20);
  private static final Duration INITDB = Duration.ofMinutes(2);

  private final Path data;

  Cluster(Path data) {
    this.data = data;
  }

  Path data() {
    return data;
  }

  /**
   * Stops a server that an earlier run left on this directory, and removes its lock file.
   *
   * <p>PostgreSQL would refuse to start when the process id in the file now belongs to any living
   * process, so the file goes once it is sure that no server of this directory lives.
   */
  void stopLeftOverServer() throws IOException {
    leftOverServer().ifPresent(server -> server.stop(Signal.INT, FAST_SHUTDOWN));
    Files.deleteIfExists(lockFile());
  }

  Optional<RunningProcess> leftOverServer() throws IOException {
    if (!Files.exists(lockFile())) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(lockFile());
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,9}")) {
      return Optional.empty();
    }
    return RunningProcess.of(Long.parseLong(lines.getFirst().strip()), data.toString());
  }

  private Path lockFile() {
    return data.resolve("postmaster.pid");
  }

  /** Makes the directory, unless it is there. */
  void initialise(PostgresBinaries binaries, PostgresUser user, Path log) throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"), LinkOption.NOFOLLOW_LINKS)) {
      requireSameVersion();
      return;
    }
    // Beside the goal and then renamed: a half made directory is never taken for a whole one.
    Path fresh = data.resolveSibling(data.getFileName() + ".new");
    DirectoryTree.delete(fresh);
    Files.createDirectories(fresh.resolve("data"));
    Files.writeString(fresh.resolve("password"), PostgresServer.PASSWORD);
    user.own(fresh);
    ChildProcess initdb = ChildProcess.start(user.command(initdb(binaries, fresh)), log);
    if (!initdb.goneWithin(INITDB) || initdb.onExit().join() != 0) {
      initdb.stop(Signal.KILL, Duration.ZERO);
      throw new StartFailedException("PostgreSQL could not make its data directory, see " + log);
    }
    Files.move(fresh.resolve("data"), data, StandardCopyOption.ATOMIC_MOVE);
    DirectoryTree.delete(fresh);
  }

  private static List<String> initdb(PostgresBinaries binaries, Path fresh) {
    return List.of(
        binaries.program("initdb").toString(),
        "--pgdata=" + fresh.resolve("data"),
        "--username=" + PostgresServer.USERNAME,
        "--pwfile=" + fresh.resolve("password"),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
  }

  private void requireSameVersion() throws IOException {
    String found = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!found.equals(PostgresServer.MAJOR_VERSION)) {
      throw new StartFailedException(
          "the data in "
              + data
              + " was made by PostgreSQL "
              + found
              + ", not "
              + PostgresServer.MAJOR_VERSION
              + "; delete it");
    }
  }
}
