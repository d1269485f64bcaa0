package dev.phoneproof.testservers;

import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container. */
final class DockerPostgres implements TestPostgres {

  private final PostgreSQLContainer container;

  private DockerPostgres(PostgreSQLContainer container) {
    this.container = container;
  }

  static DockerPostgres start() {
    @SuppressWarnings("resource") // Lives as long as the JVM.
    var container =
        new PostgreSQLContainer("postgres:18")
            .withDatabaseName("phoneproof")
            .withUsername("phoneproof")
            .withPassword("phoneproof")
            // Testcontainers turns fsync off.
            .withCommand("postgres", "-c", "fsync=on");
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
    return new DockerPostgres(container);
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://"
        + container.getHost()
        + ":"
        + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
        + "/"
        + database;
  }

  @Override
  public String username() {
    return container.getUsername();
  }

  @Override
  public String password() {
    return container.getPassword();
  }

  @Override
  public void pause() {
    container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void resume() {
    container.getDockerClient().unpauseContainerCmd(container.getContainerId()).exec();
  }
}
