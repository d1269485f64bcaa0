package dev.phoneproof.worker.intake;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Part of readiness: whether all consumer groups have let this worker in. It may have got no
 * partition there, when there are more workers than partitions.
 */
@Component
class IntakeHealthIndicator implements HealthIndicator, ConsumerAwareRebalanceListener {

  private final Set<String> joined = ConcurrentHashMap.newKeySet();

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    joined.add(consumer.groupMetadata().groupId());
  }

  @Override
  public Health health() {
    return joined.size() == ConsumerGroups.BY_TOPIC.size()
        ? Health.up().build()
        : Health.outOfService().withDetail("groups", joined.size()).build();
  }
}
