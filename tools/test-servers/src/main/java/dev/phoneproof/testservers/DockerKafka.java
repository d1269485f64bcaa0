package dev.phoneproof.testservers;

import org.testcontainers.kafka.KafkaContainer;

/** Kafka in a container. */
final class DockerKafka implements TestKafka {

  private final KafkaContainer container;

  private DockerKafka(KafkaContainer container) {
    this.container = container;
  }

  static DockerKafka start() {
    @SuppressWarnings("resource") // Lives as long as the JVM.
    var container =
        new KafkaContainer("apache/kafka:4.4.0")
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
    return new DockerKafka(container);
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
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
