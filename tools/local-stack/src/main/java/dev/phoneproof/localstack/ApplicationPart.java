package dev.phoneproof.localstack;

import dev.phoneproof.localstack.process.ChildProcess;
import dev.phoneproof.localstack.process.Readiness;
import dev.phoneproof.localstack.process.Signal;
import dev.phoneproof.localstack.process.StartFailedException;
import dev.phoneproof.localstack.supervision.Part;
import dev.phoneproof.localstack.supervision.PidFiles;
import dev.phoneproof.localstack.supervision.RunningPart;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One of the packaged applications, as it is deployed: {@code java -jar}.
 *
 * @param environment what it is told, beside what this process was told
 * @param readiness answers 200 when it is ready
 * @param address what to say about where it is
 */
record ApplicationPart(
    String name,
    Path jar,
    Map<String, String> environment,
    URI readiness,
    String address,
    StateDirectory state)
    implements Part {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration STOP_WHILE_STARTING = Duration.ofSeconds(2);

  /** Settings of the user's shell that would turn the demo into something else. */
  private static final List<String> OVERRIDDEN =
      List.of("SPRING_", "SERVER_", "MANAGEMENT_", "KAFKA_", "DATABASE_", "INFOBIP_");

  @Override
  public Path log() {
    return state.log(name);
  }

  @Override
  public RunningPart start() {
    try {
      ChildProcess process = ChildProcess.start(command(), this::replaceSettings, log());
      new PidFiles(state.path()).write(name, process.pid());
      awaitReady(process);
      return new RunningPart(process, address, () -> process.stop(Signal.TERM, STOP));
    } catch (IOException e) {
      throw new StartFailedException("cannot start the " + name + ": " + e.getMessage(), e);
    }
  }

  private void awaitReady(ChildProcess process) {
    try {
      Readiness.await("the " + name, process, this::isReady, START);
    } catch (RuntimeException e) {
      // It has accepted nothing yet, and Spring does not stop in the middle of its start.
      process.stop(Signal.TERM, STOP_WHILE_STARTING);
      throw e;
    }
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // By this the next run knows the process, should this one be killed.
        "-Dphoneproof.demo=" + state.path(),
        "-Xmx384m",
        "-XX:+UseSerialGC",
        // Half the processor time to start; the demo is not for measuring.
        "-XX:TieredStopAtLevel=1",
        "-jar",
        jar.toString());
  }

  void replaceSettings(Map<String, String> inherited) {
    inherited
        .keySet()
        .removeIf(key ->
            OVERRIDDEN.stream().anyMatch(key::startsWith)
                || environment.containsKey(key + "_FILE"));
    inherited.putAll(environment);
  }

  private boolean isReady() {
    try {
      HttpURLConnection connection = (HttpURLConnection) readiness.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(2000);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
