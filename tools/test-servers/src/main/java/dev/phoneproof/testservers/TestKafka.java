package dev.phoneproof.testservers;

/** A Kafka broker for tests. */
public interface TestKafka {

  /** What {@code bootstrap.servers} wants. */
  String bootstrapServers();

  /** Freezes the broker: connections stay open and nothing is answered. */
  void pause();

  /** Ends {@link #pause()}. */
  void resume();
}
