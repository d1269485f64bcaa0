package dev.phoneproof.gateway.view;

import dev.phoneproof.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Which partitions are read, from where, and whether what was there at the start has been read. */
final class OutcomePartitions {

  private static final Duration CONTACT = Duration.ofSeconds(1);

  private final Consumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> toCatchUp = new HashMap<>();
  private Set<TopicPartition> assigned = Set.of();

  OutcomePartitions(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Takes all partitions, each from the first record at or after a time.
   *
   * @return false while the topic does not exist
   */
  boolean start(Instant from) {
    Set<TopicPartition> found = existing(Duration.ofSeconds(5));
    if (found.isEmpty()) {
      return false;
    }
    consumer.assign(found);
    assigned = found;
    // The ends first: what is written between the two look-ups is read after the start.
    Map<TopicPartition, Long> ends = consumer.endOffsets(found);
    Map<TopicPartition, OffsetAndTimestamp> starts =
        consumer.offsetsForTimes(
            found.stream().collect(Collectors.toMap(p -> p, p -> from.toEpochMilli())));
    for (TopicPartition partition : found) {
      OffsetAndTimestamp start = starts.get(partition);
      long end = ends.getOrDefault(partition, 0L);
      consumer.seek(partition, start == null ? end : start.offset());
      toCatchUp.put(partition, end);
    }
    return true;
  }

  /**
   * Takes partitions that have been added to the topic, from their beginning.
   *
   * @return false when Kafka does not answer; the place in the partitions known so far is kept
   */
  boolean takeNewOnes() {
    Set<TopicPartition> added;
    try {
      // The list of partitions may come from memory; where they end only Kafka knows.
      consumer.endOffsets(assigned, CONTACT);
      added = new HashSet<>(existing(CONTACT));
    } catch (TimeoutException e) {
      return false;
    }
    added.removeAll(assigned);
    if (!added.isEmpty()) {
      Set<TopicPartition> all = new HashSet<>(assigned);
      all.addAll(added);
      consumer.assign(all);
      consumer.seekToBeginning(added);
      assigned = Set.copyOf(all);
    }
    return true;
  }

  boolean isCaughtUp() {
    toCatchUp.entrySet().removeIf(end -> position(end.getKey()) >= end.getValue());
    return toCatchUp.isEmpty();
  }

  private long position(TopicPartition partition) {
    return consumer.position(partition, Duration.ofSeconds(5));
  }

  private Set<TopicPartition> existing(Duration limit) {
    List<PartitionInfo> infos = consumer.partitionsFor(Topics.OUTCOMES, limit);
    return infos == null
        ? Set.of()
        : infos.stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .collect(Collectors.toSet());
  }
}
