package dev.phoneproof.worker.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** How many records of each topic that brings work in no worker has taken in yet. */
@Component
public class ConsumerLag {

  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final KafkaAdmin kafka;

  ConsumerLag(KafkaAdmin kafka) {
    this.kafka = kafka;
  }

  /** The lag by topic; empty when Kafka does not say it within two seconds. */
  public Optional<Map<String, Long>> byTopic() {
    Map<String, Object> settings = new HashMap<>(kafka.getConfigurationProperties());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis());
    try {
      Admin admin = Admin.create(settings);
      try {
        return Optional.of(new Question(admin).answer());
      } finally {
        // Without a bound it would wait for the calls that nobody answers.
        admin.close(Duration.ZERO);
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static final class Question {

    private final Admin admin;
    private final long deadline = System.nanoTime() + LONGEST.toNanos();

    Question(Admin admin) {
      this.admin = admin;
    }

    Map<String, Long> answer() throws ExecutionException, TimeoutException, InterruptedException {
      Map<TopicPartition, OffsetAndMetadata> taken = taken();
      Map<String, TopicDescription> topics =
          get(admin.describeTopics(ConsumerGroups.BY_TOPIC.keySet()).allTopicNames());
      Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(topics, OffsetSpec.earliest());
      Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(topics, OffsetSpec.latest());
      Map<String, Long> lag = new HashMap<>();
      ends.forEach((partition, end) -> {
        long begin = begins.getOrDefault(partition, end).offset();
        long next = Math.max(begin, offset(taken.get(partition)));
        lag.merge(partition.topic(), Math.max(0, end.offset() - next), Long::sum);
      });
      return lag;
    }

    /** Groups start at the earliest record. */
    private static long offset(@Nullable OffsetAndMetadata taken) {
      return taken == null ? 0 : taken.offset();
    }

    private Map<TopicPartition, OffsetAndMetadata> taken()
        throws ExecutionException, TimeoutException, InterruptedException {
      Map<String, ListConsumerGroupOffsetsSpec> groups =
          ConsumerGroups.BY_TOPIC.values().stream()
              .collect(
                  Collectors.toMap(
                      Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
      Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>();
      get(admin.listConsumerGroupOffsets(groups).all()).values().forEach(taken::putAll);
      return taken;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(
        Map<String, TopicDescription> topics, OffsetSpec which)
        throws ExecutionException, TimeoutException, InterruptedException {
      Map<TopicPartition, OffsetSpec> partitions =
          topics.values().stream()
              .flatMap(topic ->
                  IntStream.range(0, topic.partitions().size())
                      .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
              .collect(Collectors.toMap(Function.identity(), partition -> which));
      return get(admin.listOffsets(partitions).all());
    }

    private <T> T get(KafkaFuture<T> future)
        throws ExecutionException, TimeoutException, InterruptedException {
      return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }
}
