package dev.phoneproof.acceptance.purge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.PhoneNumbers;
import dev.phoneproof.acceptance.Simulator;
import dev.phoneproof.acceptance.Upstream;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.VerificationChanged;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;

/**
 * People who come at a steady pace, whether the system is slow or not: each asks for a PIN and
 * types it. Measured is from the publication of what they ask to the outcome on the topic.
 */
final class Traffic implements AutoCloseable {

  private final Simulator simulator;
  private final Upstream upstream;
  private final double perSecond;
  private final PhoneNumbers numbers = new PhoneNumbers();
  private final EventCodec codec = new EventCodec();
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<UUID, CompletableFuture<Long>> sent = new ConcurrentHashMap<>();
  private final Map<UUID, CompletableFuture<Long>> judged = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<String>> pins = new ConcurrentHashMap<>();
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread reader = Thread.ofPlatform().daemon().name("outcomes").unstarted(this::read);
  private final Thread inbox = Thread.ofPlatform().daemon().name("inbox").unstarted(this::receive);
  private volatile boolean closing;

  Traffic(String bootstrapServers, Simulator simulator, double perSecond) {
    this.simulator = simulator;
    this.upstream = new Upstream(bootstrapServers);
    this.perSecond = perSecond;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", "50"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.OUTCOMES).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reader.start();
    inbox.start();
  }

  /** Comes and types until told otherwise; returns when everybody has an answer. */
  Latencies whileTrue(BooleanSupplier goOn) {
    Latencies latencies = new Latencies();
    long step = (long) (1e9 / perSecond);
    long next = System.nanoTime();
    while (goOn.getAsBoolean()) {
      LockSupport.parkNanos(next - System.nanoTime());
      next += step;
      latencies.expect(CompletableFuture.runAsync(() -> comes(latencies), people));
    }
    latencies.await();
    return latencies;
  }

  Latencies during(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return whileTrue(() -> System.nanoTime() < end);
  }

  private void comes(Latencies latencies) {
    Phone phone = new Phone(numbers.newNumber(), simulator, _ -> {});
    OtpRequested request = upstream.request(phone);
    CompletableFuture<Long> arrived = expected(sent, request.verificationId());
    CompletableFuture<String> pin = pins.computeIfAbsent(phone.msisdn(), _ -> future());
    long asked = System.nanoTime();
    upstream.publishes(request);
    latencies.sent(arrived.join() - asked);

    OtpSubmitted submission = upstream.submission(request.verificationId(), pin.join());
    CompletableFuture<Long> verdict = expected(judged, submission.submissionId());
    long typed = System.nanoTime();
    upstream.publishes(submission);
    latencies.judged(verdict.join() - typed);
  }

  private static CompletableFuture<Long> expected(
      Map<UUID, CompletableFuture<Long>> those, UUID id) {
    return those.computeIfAbsent(id, _ -> new CompletableFuture<>());
  }

  private static CompletableFuture<String> future() {
    return new CompletableFuture<>();
  }

  private void read() {
    try {
      while (true) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          take(record, System.nanoTime());
        }
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  private void take(ConsumerRecord<String, byte[]> record, long now) {
    Map<String, String> headers = new HashMap<>();
    record.headers().forEach(one -> headers.put(one.key(), new String(one.value(), UTF_8)));
    try {
      VerificationChanged change =
          (VerificationChanged) codec.decode(headers, record.value()).data();
      if (change.answer() != null) {
        expected(judged, change.answer().submissionId()).complete(now);
      } else if (change.state().status() == Status.SENT) {
        expected(sent, change.verificationId()).complete(now);
      }
    } catch (MalformedEventException e) {
      throw new IllegalStateException(e);
    }
  }

  private void receive() {
    long last = 0;
    while (!closing) {
      for (JsonNode message : simulator.inbox(last, 1)) {
        last = message.path("seq").asLong();
        pins.computeIfAbsent(message.path("to").asString(), _ -> future())
            .complete(message.path("pin").asString());
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    consumer.wakeup();
    reader.join();
    inbox.join();
    people.close();
    upstream.close();
  }
}
