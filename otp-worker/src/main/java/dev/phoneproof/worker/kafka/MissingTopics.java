package dev.phoneproof.worker.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Makes topics that are missing; {@code docs/architecture.md} has the reasons for their settings.
 * Those that are there stay as they are: more partitions would move keys.
 */
@Component
class MissingTopics {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final KafkaAdmin admin;
  private final TopicPolicy policy;

  MissingTopics(KafkaAdmin admin, TopicPolicy policy) {
    this.admin = admin;
    this.policy = policy;
  }

  /** Whether all are there now; false when Kafka cannot be reached or refuses. */
  boolean make() throws InterruptedException {
    AdminClient client = AdminClient.create(admin.getConfigurationProperties());
    try {
      for (KafkaFuture<Void> made : client.createTopics(topics()).values().values()) {
        awaitUnlessThere(made);
      }
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    } finally {
      // Without a bound it would wait for the calls that nobody answers.
      client.close(Duration.ZERO);
    }
  }

  private static void awaitUnlessThere(KafkaFuture<Void> made)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      made.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private List<NewTopic> topics() {
    return OwnTopic.ALL.stream().map(this::missing).toList();
  }

  private NewTopic missing(OwnTopic topic) {
    return TopicBuilder.name(topic.name())
        .partitions(policy.partitions())
        .replicas(policy.replication())
        .configs(topic.settings())
        .config(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(policy.minInsyncReplicas()))
        .build();
  }
}
