package dev.phoneproof.localstack.kafka;

import dev.phoneproof.localstack.process.ChildProcess;
import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.localstack.process.Readiness;
import dev.phoneproof.localstack.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A Kafka broker in a JVM of its own, on 127.0.0.1. It keeps its data in a directory and finds it
 * there again. It ends with the process that started it.
 */
public final class KafkaServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final ChildProcess process;
  private final int port;

  private KafkaServer(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a broker and waits until it serves; its log is {@code kafka.log} in the directory. */
  public static KafkaServer start(Path directory, int port) {
    return start(directory, port, directory.resolve("kafka.log"));
  }

  /** Starts a broker to which nobody speaks without TLS, a password and the right to. */
  public static KafkaServer startSecured(Path directory, int port, SecuredListener listener) {
    return start(directory, port, directory.resolve("kafka.log"), listener::applyTo);
  }

  /**
   * Starts a broker and waits until it serves.
   *
   * @throws dev.phoneproof.localstack.process.StartFailedException when it does not come up
   */
  public static KafkaServer start(Path directory, int port, Path log) {
    return start(directory, port, log, _ -> {});
  }

  private static KafkaServer start(Path directory, int port, Path log, Consumer<Properties> more) {
    try {
      Path home = Files.createDirectories(directory).toRealPath();
      Path ready = home.resolve("ready");
      Files.deleteIfExists(ready);
      ChildProcess process =
          ChildProcess.start(command(writeSettings(home, port, more), ready), log.toAbsolutePath());
      awaitReady(process, ready);
      return new KafkaServer(process, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitReady(ChildProcess process, Path ready) {
    try {
      Readiness.await("Kafka", process, () -> Files.exists(ready), START);
    } catch (RuntimeException e) {
      process.stop(Signal.KILL, STOP);
      throw e;
    }
  }

  private static Path writeSettings(Path home, int port, Consumer<Properties> more)
      throws IOException {
    Path file = home.resolve("server.properties");
    Properties settings =
        new BrokerSettings(home.resolve("data"), port, LocalPort.free()).toProperties();
    more.accept(settings);
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    return file;
  }

  private static List<String> command(Path settings, Path ready) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        // Half the processor time to start.
        "-XX:TieredStopAtLevel=1",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dlogback.configurationFile=dev/phoneproof/localstack/kafka/broker-logback.xml",
        "-cp",
        System.getProperty("java.class.path"),
        BrokerMain.class.getName(),
        settings.toString(),
        ready.toString(),
        Long.toString(ProcessHandle.current().pid()));
  }

  /** Host and port, as {@code bootstrap.servers} wants it. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  public ChildProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.stop(Signal.TERM, STOP);
  }
}
