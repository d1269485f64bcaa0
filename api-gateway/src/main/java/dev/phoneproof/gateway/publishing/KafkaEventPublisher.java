package dev.phoneproof.gateway.publishing;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.sealing.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to Kafka, numbers and PINs sealed for the worker: each call waits on its own thread for
 * its own acknowledgement.
 */
final class KafkaEventPublisher implements EventPublisher, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventPublisher.class);

  private final EventCodec codec = new EventCodec();
  private final Sealer sealer;
  private final LazyProducer producer;
  private final Duration timeout;
  private final OutageLog outages = new OutageLog();

  KafkaEventPublisher(Sealer sealer, LazyProducer producer, Duration timeout) {
    this.sealer = sealer;
    this.producer = producer;
    this.timeout = timeout;
  }

  @Override
  public Publication publish(CloudEvent<?> event) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      Future<RecordMetadata> sent = send(record(codec.encode(sealer.seal(event))));
      sent.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      outages.succeeded();
      return Publication.ACCEPTED;
    } catch (ExecutionException e) {
      return notKnown(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException | KafkaException | IllegalStateException e) {
      return notKnown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Publication.NOT_KNOWN;
    }
  }

  @Override
  public void prepare() {
    try {
      producer.get().partitionsFor(Topics.REQUESTS);
      producer.get().partitionsFor(Topics.SUBMISSIONS);
    } catch (KafkaException | IllegalStateException e) {
      LOG.debug("Not prepared, so the first event will wait: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  /**
   * Blocks while the topic's partitions are not known, at most {@code max.block.ms}. What is wrong
   * with a record comes in the future; what is thrown says that the producer itself is broken.
   */
  private Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    Producer<String, byte[]> current = producer.get();
    try {
      return current.send(record);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      producer.discard(current);
      throw e;
    }
  }

  private static ProducerRecord<String, byte[]> record(EventMessage message) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(message.topic(), message.key(), message.data());
    message
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private Publication notKnown(Throwable why) {
    outages.failed(why);
    return Publication.NOT_KNOWN;
  }
}
