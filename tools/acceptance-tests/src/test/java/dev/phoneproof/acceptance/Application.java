package dev.phoneproof.acceptance;

import dev.phoneproof.localstack.process.ChildProcess;
import dev.phoneproof.localstack.process.Readiness;
import dev.phoneproof.localstack.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A packaged application in a process of its own, as it is deployed. */
public final class Application implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration REFUSAL = Duration.ofSeconds(45);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final String name;
  private final ChildProcess process;

  private Application(String name, ChildProcess process) {
    this.name = name;
    this.process = process;
  }

  /** Starts a jar of the repository; its output goes to {@code <name>.log}. */
  public static Application start(String name, Path jar, Map<String, String> environment) {
    Path file = Layout.root().resolve(jar);
    if (!Files.exists(file)) {
      throw new IllegalStateException(file + " is missing: ./mvnw package makes it");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(file.toString());
    try {
      Files.deleteIfExists(log(name));
      return new Application(
          name, ChildProcess.start(command, own -> replace(own, environment), log(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when this address answers 200; fails at once when the process ends instead. */
  public Application awaitReady(URI server, String path) {
    Http http = new Http(server);
    Readiness.await(name, process, () -> http.answers(path), START);
    return this;
  }

  /** The exit code; fails when it does not come in time. */
  public int awaitExit() {
    if (!process.goneWithin(REFUSAL)) {
      close();
      throw new AssertionError(name + " did not end, see " + process.log());
    }
    return process.onExit().join();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.stop(Signal.KILL, STOP);
  }

  /** Freezes it: its connections stay open and it does nothing. */
  public void pause() {
    process.pause();
  }

  /** Ends {@link #pause()}. */
  public void resume() {
    process.resume();
  }

  /** Asks it to stop and returns its exit code; fails when it does not come in that time. */
  public int stop(Duration patience) {
    Signal.TERM.send(process.pid());
    if (!process.goneWithin(patience)) {
      kill();
      throw new AssertionError(
          name + " did not stop within " + patience.toSeconds() + " s, see " + process.log());
    }
    return process.onExit().join();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public List<String> logLines() {
    try {
      return Files.readAllLines(process.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path log() {
    return process.log();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.resume(); // A frozen one would not hear it.
    }
    process.stop(Signal.TERM, STOP);
  }

  private static Path log(String name) {
    return Layout.logs().resolve(name + ".log");
  }

  /** What the developer has set for a real account must not reach a test. */
  private static void replace(Map<String, String> own, Map<String, String> environment) {
    own.keySet()
        .removeIf(key ->
            key.startsWith("PHONEPROOF_")
                || key.startsWith("SIMULATOR_")
                || key.startsWith("MANAGEMENT_")
                || key.startsWith("INFOBIP_")
                || key.startsWith("KAFKA_")
                || key.startsWith("DATABASE_")
                || key.startsWith("SPRING_")
                || key.startsWith("SERVER_"));
    own.putAll(environment);
  }
}
