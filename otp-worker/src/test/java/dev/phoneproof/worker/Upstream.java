package dev.phoneproof.worker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.ErasureCompleted;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.events.sealing.Sealer;
import dev.phoneproof.worker.kafka.KafkaRecords;
import dev.phoneproof.worker.kafka.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A service that publishes events and reads outcomes, as any other service would. */
final class Upstream implements AutoCloseable {

  private static final String SOURCE = "/upstream";

  private final Sealer sealer = Sealer.of(SealingPair.OURS.publicKeys());
  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<VerificationChanged> outcomes = new CopyOnWriteArrayList<>();
  private final List<ErasureCompleted> erasures = new CopyOnWriteArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> deadLetters = new CopyOnWriteArrayList<>();
  private final Thread reader;

  Upstream(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "upstream-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(
        List.of(
            Topics.OUTCOMES,
            Topics.PRIVACY,
            Topics.deadLetters(Topics.REQUESTS),
            Topics.deadLetters(Topics.SUBMISSIONS),
            Topics.deadLetters(Topics.PRIVACY)));
    reader = Thread.ofPlatform().name("upstream").start(this::read);
  }

  private void read() {
    try (consumer) {
      while (true) {
        consumer.poll(Duration.ofMillis(200)).forEach(this::take);
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  private void take(ConsumerRecord<String, byte[]> origin) {
    if (origin.topic().endsWith(".dlt")) {
      deadLetters.add(origin);
      return;
    }
    try {
      CloudEvent<?> event = codec.decode(KafkaRecords.headers(origin.headers()), origin.value());
      switch (event.data()) {
        case VerificationChanged change -> outcomes.add(change);
        case ErasureCompleted erased -> erasures.add(erased);
        default -> {}
      }
    } catch (MalformedEventException e) {
      // Others write there too, odd records among them.
      if (!origin.topic().equals(Topics.PRIVACY)) {
        throw new AssertionError(e);
      }
    }
  }

  Position publish(Event event) {
    return publish(event, sealer);
  }

  Position publish(Event event, Sealer with) {
    CloudEvent<Event> sealed = with.seal(CloudEvent.of(event, SOURCE, Instant.now()));
    return publish(KafkaRecords.of(codec.encode(sealed)));
  }

  Position publish(ProducerRecord<String, byte[]> kafkaRecord) {
    try {
      RecordMetadata there = producer.send(kafkaRecord).get(10, SECONDS);
      return new Position(there.topic(), there.partition(), there.offset());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  VerificationChanged awaitStatus(UUID id, Status status) {
    return awaitStatus(id, status, Duration.ofSeconds(20));
  }

  VerificationChanged awaitStatus(UUID id, Status status, Duration within) {
    await()
        .atMost(within)
        .untilAsserted(() ->
            assertThat(outcomesOf(id))
                .extracting(change -> change.state().status())
                .contains(status));
    return outcomesOf(id).stream()
        .filter(change -> change.state().status() == status)
        .findFirst()
        .orElseThrow();
  }

  VerificationChanged awaitVerdict(UUID submissionId, Verdict verdict) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(answersTo(submissionId))
                .extracting(change -> answer(change).verdict())
                .isNotEmpty()
                .containsOnly(verdict));
    return answersTo(submissionId).getFirst();
  }

  List<VerificationChanged> outcomesOf(UUID id) {
    return outcomes.stream().filter(change -> change.verificationId().equals(id)).toList();
  }

  List<VerificationChanged> answersTo(UUID submissionId) {
    return outcomes.stream()
        .filter(
            change -> change.answer() != null && answer(change).submissionId().equals(submissionId))
        .toList();
  }

  private static Answer answer(VerificationChanged change) {
    return java.util.Objects.requireNonNull(change.answer());
  }

  List<ErasureCompleted> erasures(UUID requestId) {
    return erasures.stream().filter(erased -> erased.requestId().equals(requestId)).toList();
  }

  List<ConsumerRecord<String, byte[]>> deadLetters() {
    return deadLetters;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
