package dev.phoneproof.gateway.publishing;

import dev.phoneproof.events.CloudEvent;

/** Puts events where the worker finds them. */
public interface EventPublisher {

  /**
   * Publishes an event and waits until it is known to be safe.
   *
   * <p>Answers within 2.5 seconds, whatever happens; several calls at once do not wait for each
   * other.
   */
  Publication publish(CloudEvent<?> event);

  /**
   * Makes ready what the first event would otherwise have to wait for. To be called when the topics
   * exist, and not before: asking for a topic creates it where a broker allows that.
   */
  default void prepare() {}

  /** What is known of an event. */
  enum Publication {
    /** Kafka has it on all replicas that must have it. */
    ACCEPTED,
    /** It may be there or not. To publish the same event again does no harm. */
    NOT_KNOWN
  }
}
