package dev.phoneproof.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.VerificationChanged;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Everything that is written to the topics, from their beginning. */
public final class Tape implements AutoCloseable {

  public static final String DEAD_REQUESTS = Topics.deadLetters(Topics.REQUESTS);
  static final String DEAD_SUBMISSIONS = Topics.deadLetters(Topics.SUBMISSIONS);

  private static final List<String> TOPICS =
      List.of(
          Topics.REQUESTS, Topics.SUBMISSIONS, Topics.OUTCOMES, DEAD_REQUESTS, DEAD_SUBMISSIONS);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventCodec codec = new EventCodec();
  private final Collection<ConsumerRecord<String, byte[]>> records = new ConcurrentLinkedQueue<>();
  private final Map<String, Collection<VerificationChanged>> outcomes = new ConcurrentHashMap<>();
  private volatile @Nullable String malformed;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread reader;

  private Tape(KafkaConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
    this.reader = Thread.ofPlatform().daemon().name("tape").unstarted(this::read);
  }

  public static Tape start(String bootstrapServers) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "allow.auto.create.topics", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Tape tape = new Tape(consumer);
    tape.reader.start();
    return tape;
  }

  public List<ConsumerRecord<String, byte[]>> records(String topic) {
    return records.stream().filter(record -> record.topic().equals(topic)).toList();
  }

  public List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
    return records(topic).stream().filter(record -> key.equals(record.key())).toList();
  }

  /** Waits for a record of this verification that fits. */
  ConsumerRecord<String, byte[]> awaitRecord(
      String topic, String key, Predicate<ConsumerRecord<String, byte[]>> fits) {
    await()
        .alias("record on " + topic)
        .atMost(PATIENCE)
        .until(() -> records(topic, key).stream().anyMatch(fits));
    return records(topic, key).stream().filter(fits).findFirst().orElseThrow();
  }

  /** Waits for an outcome of this verification that fits. */
  VerificationChanged awaitOutcome(
      String id, Duration patience, Predicate<VerificationChanged> fits) {
    await().alias("outcome of " + id).atMost(patience).until(() -> outcomes(id).anyMatch(fits));
    return outcomes(id).filter(fits).findFirst().orElseThrow();
  }

  VerificationChanged awaitOutcome(String id, Predicate<VerificationChanged> fits) {
    return awaitOutcome(id, PATIENCE, fits);
  }

  /** What was said of this verification. */
  public Stream<VerificationChanged> outcomes(String id) {
    if (malformed != null) {
      throw new AssertionError("malformed outcome: " + malformed);
    }
    return outcomes.getOrDefault(id, List.of()).stream();
  }

  /** The whole record as text, to look for what must not be in it. */
  static String text(ConsumerRecord<String, byte[]> record) {
    StringBuilder text = new StringBuilder().append(record.key());
    headers(record)
        .forEach((name, value) -> text.append('\n').append(name).append(": ").append(value));
    return text.append('\n').append(value(record)).toString();
  }

  static String value(ConsumerRecord<String, byte[]> record) {
    return record.value() == null ? "" : new String(record.value(), UTF_8);
  }

  static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  private void keep(ConsumerRecord<String, byte[]> record) {
    records.add(record);
    if (record.topic().equals(Topics.OUTCOMES)) {
      try {
        VerificationChanged outcome =
            (VerificationChanged) codec.decode(headers(record), record.value()).data();
        outcomes.computeIfAbsent(record.key(), _ -> new ConcurrentLinkedQueue<>()).add(outcome);
      } catch (MalformedEventException e) {
        malformed = e.getMessage();
      }
    }
  }

  private void read() {
    try {
      while (true) {
        consumer.poll(Duration.ofMillis(500)).forEach(this::keep);
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    reader.join(Duration.ofSeconds(10));
  }
}
