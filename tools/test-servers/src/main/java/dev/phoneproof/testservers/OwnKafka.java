package dev.phoneproof.testservers;

import dev.phoneproof.localstack.kafka.KafkaServer;
import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.localstack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An embedded broker that no other test uses, to be stopped, killed and started again on its port
 * and data.
 */
public final class OwnKafka implements TestKafka, AutoCloseable {

  private final Path home;
  private final int port = LocalPort.lasting();
  private KafkaServer server;

  private OwnKafka(Path home) {
    this.home = home;
    this.server = KafkaServer.start(home, port);
  }

  /** Starts a broker without topics; the name is that of its directory. */
  public static OwnKafka start(String name) {
    Workspace workspace = Workspace.ofThisJvm();
    OwnKafka kafka = new OwnKafka(workspace.directory().resolve(name));
    workspace.closeFirst(kafka);
    return kafka;
  }

  @Override
  public String bootstrapServers() {
    return server.address();
  }

  /** As a machine's shutdown does. */
  public synchronized void stop() {
    server.close();
  }

  /** {@code kill -9}. */
  public synchronized void kill() {
    server.process().stop(Signal.KILL, Duration.ofSeconds(10));
  }

  /** Starts it after {@link #stop()} or {@link #kill()} and returns when it serves. */
  public synchronized void startAgain() {
    server = KafkaServer.start(home, port);
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
