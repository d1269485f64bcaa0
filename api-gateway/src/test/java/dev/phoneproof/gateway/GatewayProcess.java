package dev.phoneproof.gateway;

import dev.phoneproof.localstack.process.ChildProcess;
import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.localstack.process.Readiness;
import dev.phoneproof.localstack.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged gateway as a process that can be stopped and started again on its ports. */
final class GatewayProcess implements AutoCloseable {

  private static final Path JAR = Path.of("target", "api-gateway.jar");
  private static final Duration START = Duration.ofSeconds(90);

  private final Map<String, String> settings;
  private final Path log;
  private final int port = LocalPort.free();
  private final int managementPort = LocalPort.free();
  private volatile ChildProcess process;

  GatewayProcess(Path log, Map<String, String> settings) {
    this.log = log;
    this.settings = new HashMap<>(settings);
    this.settings.put("SERVER_ADDRESS", "127.0.0.1");
    this.settings.put("SERVER_PORT", Integer.toString(port));
    this.settings.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
    this.settings.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
    this.settings.put("PHONEPROOF_GATEWAY_OPEN", "true");
    this.settings.put("PHONEPROOF_COUNTRIES_HOME_COUNTRIES", "HR");
    this.settings.put("PHONEPROOF_TOKEN_KEYS", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    this.settings.put("PHONEPROOF_SEALING_PUBLIC_KEYS", SealingKeys.PUBLIC);
    this.settings.put("PHONEPROOF_PROOF_PUBLIC_KEYS", ProofKeys.PUBLIC);
    this.settings.put("PHONEPROOF_ID_KEY", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    this.process = launch();
  }

  private ChildProcess launch() {
    try {
      return ChildProcess.start(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx256m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-jar",
              JAR.toString()),
          environment -> {
            environment.keySet().removeIf(name -> name.matches("(PHONEPROOF|KAFKA|SPRING).*"));
            environment.putAll(settings);
          },
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GatewayProcess awaitReady() {
    Readiness.await("the gateway", process, () -> readiness() == 200, START);
    return this;
  }

  int port() {
    return port;
  }

  /** What it says of itself. */
  String health() {
    return new Call(managementPort, "GET", "/actuator/health/readiness").send().body();
  }

  /** The status with which it says whether to send it calls; 0 when it says nothing. */
  int readiness() {
    try {
      return new Call(managementPort, "GET", "/actuator/health/readiness").send().statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  /** Asks it to stop, as its platform would. */
  void terminate() {
    Signal.TERM.send(process.pid());
  }

  /** Its exit code, within the time after which a platform would kill it. */
  int awaitExit() {
    if (!process.goneWithin(Duration.ofSeconds(30))) {
      throw new AssertionError("it did not stop within 30 s, see " + log);
    }
    return process.onExit().join();
  }

  void startAgain() {
    process = launch();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.stop(Signal.KILL, START);
  }
}
