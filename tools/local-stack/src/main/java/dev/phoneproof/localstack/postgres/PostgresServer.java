package dev.phoneproof.localstack.postgres;

import dev.phoneproof.localstack.process.ChildProcess;
import dev.phoneproof.localstack.process.Readiness;
import dev.phoneproof.localstack.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server on 127.0.0.1 that syncs every commit to disk, as a deployed one does. It
 * keeps its data in a directory and finds it there again, also after everything was killed.
 */
public final class PostgresServer implements AutoCloseable {

  /** The server's owner, and the database's. */
  public static final String USERNAME = "phoneproof";

  /** No secret: the server listens on 127.0.0.1 only. */
  public static final String PASSWORD = "phoneproof";

  static final String DATABASE = "phoneproof";
  static final String MAJOR_VERSION = "18";

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final ChildProcess process;
  private final int port;

  private PostgresServer(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a server as below, with PostgreSQL's own defaults. */
  public static PostgresServer start(Path programs, Path directory, int port, Path log) {
    return start(programs, directory, port, log, Map.of());
  }

  /**
   * Starts a server and waits until it serves.
   *
   * @param programs directory in which the unpacked programs lie or will lie; may be shared
   * @param directory directory for the data
   * @param settings what differs from the server's own defaults, by the names of postgresql.conf
   * @throws dev.phoneproof.localstack.process.StartFailedException when it does not come up
   */
  public static PostgresServer start(
      Path programs, Path directory, int port, Path log, Map<String, String> settings) {
    try {
      PostgresUser user = PostgresUser.choose();
      PostgresBinaries binaries = PostgresBinaries.below(programs);
      Path home = Files.createDirectories(directory).toRealPath();
      Cluster cluster = new Cluster(home.resolve("data"));
      cluster.stopLeftOverServer();
      cluster.initialise(binaries, user, log.toAbsolutePath());
      user.own(cluster.data());
      List<String> command = user.command(command(binaries, cluster, port, settings));
      return awaitReady(ChildProcess.start(command, log.toAbsolutePath()), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops a server that a killed run left on that directory. */
  public static void stopLeftOver(Path directory) throws IOException {
    Path data = directory.resolve("data");
    if (Files.exists(data)) {
      new Cluster(data.toRealPath()).stopLeftOverServer();
    }
  }

  private static PostgresServer awaitReady(ChildProcess process, int port) {
    PostgresServer server = new PostgresServer(process, port);
    try {
      Database database = new Database(server.jdbcUrl("postgres"));
      Readiness.await("PostgreSQL", process, database::answers, START);
      database.createIfMissing(DATABASE);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static List<String> command(
      PostgresBinaries binaries, Cluster cluster, int port, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres").toString());
    command.addAll(
        List.of(
            "-D",
            cluster.data().toString(),
            "--listen_addresses=127.0.0.1",
            "--port=" + port,
            "--unix_socket_directories=",
            "--fsync=on",
            "--synchronous_commit=on",
            "--full_page_writes=on",
            "--timezone=UTC",
            "--log_timezone=UTC"));
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    return command;
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The database {@code phoneproof}. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** Any database of this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + address() + "/" + database;
  }

  public ChildProcess process() {
    return process;
  }

  /** Ends all sessions and stops; INT is PostgreSQL's fast shutdown. */
  @Override
  public void close() {
    process.stop(Signal.INT, STOP);
  }
}
