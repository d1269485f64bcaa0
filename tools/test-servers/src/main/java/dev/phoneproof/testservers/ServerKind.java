package dev.phoneproof.testservers;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;

/** How the servers run. */
enum ServerKind {
  DOCKER,
  EMBEDDED;

  private static final class Chosen {
    static final ServerKind KIND = announced(choose());

    private static ServerKind choose() {
      ContainerLogs.quiet();
      return ServerKind.choose(setting(), DockerClientFactory.instance()::isDockerAvailable);
    }

    private static Optional<String> setting() {
      return Optional.ofNullable(System.getProperty("phoneproof.test-servers"))
          .or(() -> Optional.ofNullable(System.getenv("PHONEPROOF_TEST_SERVERS")))
          .filter(value -> !value.isBlank());
    }
  }

  static ServerKind chosen() {
    return Chosen.KIND;
  }

  static ServerKind choose(Optional<String> setting, Supplier<Boolean> dockerAnswers) {
    if (setting.isEmpty()) {
      return dockerAnswers.get() ? DOCKER : EMBEDDED;
    }
    return switch (setting.get().toLowerCase(Locale.ROOT)) {
      case "docker" -> DOCKER;
      case "embedded" -> EMBEDDED;
      default ->
          throw new IllegalArgumentException(
              "phoneproof.test-servers is neither docker nor embedded");
    };
  }

  // A build says with which servers it was green.
  private static ServerKind announced(ServerKind kind) {
    System.out.println(
        switch (kind) {
          case DOCKER ->
              "test servers: Testcontainers (Docker "
                  + DockerClientFactory.instance().getInfo().getServerVersion()
                  + ")";
          case EMBEDDED -> "test servers: embedded";
        });
    return kind;
  }
}
