package dev.phoneproof.gateway;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The other side of Kafka: makes the topics, reads what arrives and answers, as the worker does.
 */
final class KafkaSide {

  private static final EventCodec CODEC = new EventCodec();

  private final String servers;

  KafkaSide(String servers) {
    this.servers = servers;
  }

  /** Makes those that another test has not made. */
  void createTopics(int partitions) throws Exception {
    try (Admin admin = admin()) {
      Set<String> made = admin.listTopics().names().get();
      admin
          .createTopics(
              Stream.of(Topics.REQUESTS, Topics.SUBMISSIONS, Topics.OUTCOMES)
                  .filter(topic -> !made.contains(topic))
                  .map(topic -> new NewTopic(topic, partitions, (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  void growOutcomes(int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin
          .createPartitions(Map.of(Topics.OUTCOMES, NewPartitions.increaseTo(partitions)))
          .all()
          .get();
    }
  }

  void publish(Event event) throws Exception {
    publish(event, null);
  }

  void publish(Event event, @Nullable Integer partition) throws Exception {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      producer.send(record(event, partition)).get();
    }
  }

  static ProducerRecord<String, byte[]> record(Event event, @Nullable Integer partition) {
    EventMessage message =
        CODEC.encode(CloudEvent.of(event, "/phoneproof/worker", Clock.systemUTC().instant()));
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(message.topic(), partition, message.key(), message.data());
    message
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  static Event event(ConsumerRecord<String, byte[]> record) throws MalformedEventException {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return SealingKeys.open(CODEC.decode(headers, record.value())).data();
  }

  KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers, "acks", "all"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  /** Reads all partitions of the topics from their beginning. */
  KafkaConsumer<String, byte[]> consumer(String... topics) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(topics)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /** The events of a verification on a topic so far. */
  List<Event> eventsOf(UUID verification, String topic) throws Exception {
    List<Event> found = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records(topic)) {
      if (verification.toString().equals(record.key())) {
        found.add(event(record));
      }
    }
    return found;
  }

  List<ConsumerRecord<String, byte[]>> records(String topic) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", servers));
  }
}
