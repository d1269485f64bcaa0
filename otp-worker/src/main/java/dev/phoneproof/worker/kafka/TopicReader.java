package dev.phoneproof.worker.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads single records where they stand, without a group: nobody's offset moves. Everything that it
 * is asked in its life gets ten seconds; then, or when Kafka fails, it throws a {@link
 * org.apache.kafka.common.KafkaException}.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final Consumer<String, byte[]> consumer;
  private final long deadline = System.nanoTime() + LONGEST.toNanos();

  TopicReader(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /** The last records of a topic, newest first; none when there is no such topic. */
  public List<ConsumerRecord<String, byte[]>> newest(String topic, int most) {
    Map<TopicPartition, Held> held = held(partitions(topic));
    held.forEach(
        (partition, one) -> consumer.seek(partition, Math.max(one.begin(), one.end() - most)));
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    while (held.entrySet().stream()
        .anyMatch(one -> consumer.position(one.getKey()) < one.getValue().end())) {
      poll().forEach(found::add);
    }
    found.sort(
        Comparator.<ConsumerRecord<String, byte[]>>comparingLong(ConsumerRecord::timestamp)
            .thenComparingLong(ConsumerRecord::offset)
            .reversed());
    return found.subList(0, Math.min(most, found.size()));
  }

  /** The records at some positions. */
  public Map<Position, Original> originals(Collection<Position> positions) {
    Map<TopicPartition, Held> held = held(existing(positions));
    Map<Position, Original> originals = new HashMap<>();
    Map<TopicPartition, NavigableSet<Long>> wanted = new HashMap<>();
    for (Position position : positions) {
      TopicPartition partition = position.topicPartition();
      Held there = held.get(partition);
      originals.put(
          position,
          there == null ? Original.Missing.NO_SUCH_PARTITION : Original.Missing.RECORD_GONE);
      if (there != null && there.has(position)) {
        wanted.computeIfAbsent(partition, any -> new TreeSet<>()).add(position.offset());
      }
    }
    wanted.forEach((partition, offsets) -> read(partition, offsets, originals));
    return originals;
  }

  /** Those of some positions where a record may still be. */
  public Set<Position> held(Set<Position> positions) {
    Map<TopicPartition, Held> held = held(existing(positions));
    return positions.stream()
        .filter(position -> {
          Held there = held.get(position.topicPartition());
          return there != null && there.has(position);
        })
        .collect(Collectors.toSet());
  }

  /** What is passed and was not there is gone: transactions and retention leave gaps. */
  private void read(
      TopicPartition partition, NavigableSet<Long> wanted, Map<Position, Original> originals) {
    consumer.assign(List.of(partition));
    while (!wanted.isEmpty()) {
      consumer.seek(partition, wanted.getFirst());
      while (consumer.position(partition) <= wanted.getFirst()) {
        for (ConsumerRecord<String, byte[]> candidate : poll()) {
          originals.computeIfPresent(
              Position.of(candidate), (position, gone) -> new Original.Present(candidate));
        }
      }
      wanted.headSet(consumer.position(partition)).clear();
    }
  }

  private Iterable<ConsumerRecord<String, byte[]>> poll() {
    if (System.nanoTime() - deadline > 0) {
      throw new TimeoutException("not read in time");
    }
    return consumer.poll(POLL);
  }

  private Set<TopicPartition> existing(Collection<Position> positions) {
    Set<TopicPartition> wanted =
        positions.stream().map(Position::topicPartition).collect(Collectors.toSet());
    Set<TopicPartition> existing =
        wanted.stream()
            .map(TopicPartition::topic)
            .distinct()
            .flatMap(topic -> partitions(topic).stream())
            .collect(Collectors.toSet());
    existing.retainAll(wanted);
    return existing;
  }

  private Set<TopicPartition> partitions(String topic) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    return partitions == null
        ? Set.of()
        : partitions.stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .collect(Collectors.toSet());
  }

  /** Assigned before, for the consumer warns about each partition that is not. */
  private Map<TopicPartition, Held> held(Collection<TopicPartition> partitions) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Held> held = new HashMap<>();
    consumer
        .endOffsets(partitions)
        .forEach((partition, end) ->
            held.put(partition, new Held(begins.getOrDefault(partition, end), end)));
    return held;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
  }

  /** What a partition holds: from the first offset on, up to the last one, which is the next's. */
  private record Held(long begin, long end) {

    boolean has(Position position) {
      return begin <= position.offset() && position.offset() < end;
    }
  }
}
