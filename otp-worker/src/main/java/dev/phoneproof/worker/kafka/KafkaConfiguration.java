package dev.phoneproof.worker.kafka;

import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.support.ProducerListener;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  private static final Duration RETENTION = Duration.ofHours(24);
  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(7);

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  /** Spring's own logs the content of a record that was not sent. */
  @Bean
  ProducerListener<Object, Object> silentProducerListener() {
    return new ProducerListener<>() {};
  }

  /** Made when they are missing; {@code docs/architecture.md} has the reasons. */
  @Bean
  NewTopics topics(TopicPolicy policy) {
    return new NewTopics(
        topic(Topics.REQUESTS, RETENTION, policy),
        topic(Topics.SUBMISSIONS, RETENTION, policy),
        topic(Topics.OUTCOMES, RETENTION, policy),
        topic(Topics.deadLetters(Topics.REQUESTS), DEAD_LETTER_RETENTION, policy),
        topic(Topics.deadLetters(Topics.SUBMISSIONS), DEAD_LETTER_RETENTION, policy));
  }

  private static NewTopic topic(String name, Duration retention, TopicPolicy policy) {
    return TopicBuilder.name(name)
        .partitions(policy.partitions())
        .replicas(policy.replication())
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                // A record's time is the broker's, so a publisher's wrong clock does no harm.
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
                TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(Duration.ofMinutes(10).toMillis()),
                TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()),
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    String.valueOf(policy.minInsyncReplicas())))
        .build();
  }
}
