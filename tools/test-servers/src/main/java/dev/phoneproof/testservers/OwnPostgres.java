package dev.phoneproof.testservers;

import dev.phoneproof.localstack.postgres.PostgresServer;
import dev.phoneproof.localstack.process.LocalPort;
import java.nio.file.Path;
import java.util.Map;

/**
 * An embedded PostgreSQL server that no other test uses, to be stopped and started again on its
 * port and data.
 */
public final class OwnPostgres implements TestPostgres, AutoCloseable {

  private final Path programs;
  private final Path home;
  private final Map<String, String> settings;
  private final int port = LocalPort.lasting();
  private PostgresServer server;

  private OwnPostgres(Path programs, Path home, Map<String, String> settings) {
    this.programs = programs;
    this.home = home;
    this.settings = settings;
    this.server = launch();
  }

  /** Starts a server; the name is that of its directory. */
  public static OwnPostgres start(String name) {
    return start(name, Map.of());
  }

  /** Starts a server with settings of its own, by the names of postgresql.conf. */
  public static OwnPostgres start(String name, Map<String, String> settings) {
    Workspace workspace = Workspace.ofThisJvm();
    OwnPostgres postgres =
        new OwnPostgres(workspace.shared(), workspace.directory().resolve(name), settings);
    workspace.closeFirst(postgres);
    return postgres;
  }

  private PostgresServer launch() {
    return PostgresServer.start(programs, home, port, home.resolve("postgresql.log"), settings);
  }

  @Override
  public String jdbcUrl(String database) {
    return server.jdbcUrl(database);
  }

  @Override
  public String username() {
    return PostgresServer.USERNAME;
  }

  @Override
  public String password() {
    return PostgresServer.PASSWORD;
  }

  /** Ends all sessions and stops. */
  public synchronized void stop() {
    server.close();
  }

  /** Starts it after {@link #stop()} and returns when it serves. */
  public synchronized void startAgain() {
    server = launch();
  }

  /** Where its data and its log are. */
  public Path directory() {
    return home;
  }

  @Override
  public void pause() {
    server.process().pause();
  }

  @Override
  public void resume() {
    server.process().resume();
  }

  @Override
  public void close() {
    stop();
  }
}
