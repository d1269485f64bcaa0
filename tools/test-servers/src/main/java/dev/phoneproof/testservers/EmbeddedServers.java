package dev.phoneproof.testservers;

import dev.phoneproof.localstack.kafka.KafkaServer;
import dev.phoneproof.localstack.postgres.PostgresServer;
import dev.phoneproof.localstack.process.LocalPort;
import java.nio.file.Path;

/** Servers in processes of their own, their data in the JVM's workspace. */
final class EmbeddedServers {

  private EmbeddedServers() {}

  static TestKafka kafka() {
    Workspace workspace = Workspace.ofThisJvm();
    KafkaServer server =
        KafkaServer.start(workspace.directory().resolve("kafka"), LocalPort.free());
    workspace.closeFirst(server);
    return new EmbeddedKafka(server);
  }

  static TestPostgres postgres() {
    Workspace workspace = Workspace.ofThisJvm();
    Path home = workspace.directory().resolve("postgresql");
    PostgresServer server =
        PostgresServer.start(
            workspace.shared(), home, LocalPort.free(), home.resolve("postgresql.log"));
    workspace.closeFirst(server);
    return new EmbeddedPostgres(server);
  }

  private record EmbeddedKafka(KafkaServer server) implements TestKafka {

    @Override
    public String bootstrapServers() {
      return server.address();
    }

    @Override
    public void pause() {
      server.process().pause();
    }

    @Override
    public void resume() {
      server.process().resume();
    }
  }

  private record EmbeddedPostgres(PostgresServer server) implements TestPostgres {

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

    @Override
    public void pause() {
      server.process().pause();
    }

    @Override
    public void resume() {
      server.process().resume();
    }
  }
}
