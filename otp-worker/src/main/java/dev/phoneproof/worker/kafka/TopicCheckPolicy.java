package dev.phoneproof.worker.kafka;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done about a topic that keeps records longer than it should.
 *
 * @param topicCheck {@code warn}: the log, health and a metric say it; {@code enforce}: the worker
 *     does not start, and is not ready when it finds it later, once Kafka can be reached
 */
@ConfigurationProperties("phoneproof.kafka")
public record TopicCheckPolicy(@DefaultValue("warn") TopicCheck topicCheck) {

  /** What is done. */
  public enum TopicCheck {
    WARN,
    ENFORCE
  }
}
