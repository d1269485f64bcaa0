package dev.phoneproof.testservers;

/**
 * Real servers for tests, started at the first use and shared by all tests of the JVM.
 *
 * <p>Through Testcontainers where a Docker engine answers, else as embedded processes; the system
 * property {@code phoneproof.test-servers} or the variable {@code PHONEPROOF_TEST_SERVERS} ({@code
 * docker} or {@code embedded}) decides otherwise.
 */
public final class TestServers {

  private TestServers() {}

  /** A broker without automatic topics. */
  public static TestKafka kafka() {
    return SharedKafka.INSTANCE;
  }

  /** A server of the major version that is deployed. */
  public static TestPostgres postgres() {
    return SharedPostgres.INSTANCE;
  }

  private static final class SharedKafka {
    static final TestKafka INSTANCE =
        switch (ServerKind.chosen()) {
          case DOCKER -> DockerKafka.start();
          case EMBEDDED -> EmbeddedServers.kafka();
        };
  }

  private static final class SharedPostgres {
    static final TestPostgres INSTANCE =
        switch (ServerKind.chosen()) {
          case DOCKER -> DockerPostgres.start();
          case EMBEDDED -> EmbeddedServers.postgres();
        };
  }
}
