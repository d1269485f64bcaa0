package dev.phoneproof.gateway;

import dev.phoneproof.events.Event;
import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.gateway.view.Outcomes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** A worker whose provider sends at once and finds every PIN right. */
final class PlayedWorker implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final Thread thread;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  PlayedWorker(KafkaSide kafka) {
    consumer = kafka.consumer(Topics.REQUESTS, Topics.SUBMISSIONS);
    producer = kafka.producer();
    thread =
        Thread.ofPlatform()
            .name("played-worker")
            .daemon()
            .uncaughtExceptionHandler((same, e) -> failure = e)
            .start(this::run);
  }

  private void run() {
    try (consumer;
        producer) {
      while (!ended) {
        consumer.poll(Duration.ofMillis(100)).forEach(this::answer);
      }
    }
  }

  private void answer(ConsumerRecord<String, byte[]> record) {
    Instant now = Clock.systemUTC().instant();
    switch (event(record)) {
      case OtpRequested requested ->
          publish(
              Outcomes.sent(
                  requested.verificationId(), 2, now.plusSeconds(120), now.plusSeconds(300), null));
      case OtpSubmitted submitted ->
          publish(
              Outcomes.proving(
                  Outcomes.ended(submitted.verificationId(), Status.VERIFIED, null, 3),
                  submitted,
                  "a.b.c"));
      default -> {}
    }
  }

  private void publish(Event outcome) {
    producer.send(
        KafkaSide.record(outcome, null),
        (written, e) -> {
          if (e != null) {
            failure = e;
          }
        });
  }

  private static Event event(ConsumerRecord<String, byte[]> record) {
    try {
      return KafkaSide.event(record);
    } catch (MalformedEventException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
    Throwable met = failure;
    if (met != null) {
      throw new IllegalStateException("the played worker failed", met);
    }
  }
}
