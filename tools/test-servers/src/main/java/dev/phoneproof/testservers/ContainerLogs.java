package dev.phoneproof.testservers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Testcontainers' log. */
final class ContainerLogs {

  private ContainerLogs() {}

  /** A machine without Docker is no error, and a test's own output has to stay readable. */
  static void quiet() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      List.of("org.testcontainers", "com.github.dockerjava", "tc")
          .forEach(name -> context.getLogger(name).setLevel(Level.WARN));
      context
          .getLogger("org.testcontainers.dockerclient.DockerClientProviderStrategy")
          .setLevel(Level.OFF);
    }
  }
}
