package dev.phoneproof.worker.kafka;

import static dev.phoneproof.worker.settings.RefusedSettingException.unlessWithin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the topics are made when they are missing.
 *
 * @param partitions of each topic; existing topics are not changed
 * @param replication copies of each partition, 3 in production; -1: the broker's default
 * @param minInsyncReplicas copies that must have a record before it counts, 2 in production
 */
@ConfigurationProperties("phoneproof.topics")
public record TopicPolicy(
    @DefaultValue("12") int partitions,
    @DefaultValue("-1") short replication,
    @DefaultValue("1") int minInsyncReplicas) {

  /** Checks the bounds. */
  public TopicPolicy {
    unlessWithin("PHONEPROOF_TOPICS_PARTITIONS", partitions, 1, 1000);
    unlessWithin("PHONEPROOF_TOPICS_REPLICATION", replication, -1, 9);
    unlessWithin("PHONEPROOF_TOPICS_MIN_INSYNC_REPLICAS", minInsyncReplicas, 1, 9);
  }
}
