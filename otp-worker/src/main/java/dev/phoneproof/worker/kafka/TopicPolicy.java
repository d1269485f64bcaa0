package dev.phoneproof.worker.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
    @Min(1) @Max(1000) @DefaultValue("12") int partitions,
    @Min(-1) @Max(9) @DefaultValue("-1") short replication,
    @Min(1) @Max(9) @DefaultValue("1") int minInsyncReplicas) {}
