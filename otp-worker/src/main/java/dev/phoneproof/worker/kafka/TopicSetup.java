package dev.phoneproof.worker.kafka;

import dev.phoneproof.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Makes missing topics as soon as Kafka can be reached, and only then lets the listeners start: a
 * consumer cannot even be made while nobody knows the broker's name.
 */
@Component
class TopicSetup implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final List<String> WRITTEN_TO =
      List.of(
          Topics.OUTCOMES,
          Topics.PRIVACY,
          Topics.deadLetters(Topics.REQUESTS),
          Topics.deadLetters(Topics.SUBMISSIONS),
          Topics.deadLetters(Topics.PRIVACY));

  private final MissingTopics missing;
  private final TopicRetention retention;
  private final KafkaTemplate<String, byte[]> kafka;
  private final KafkaListenerEndpointRegistry listeners;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;

  TopicSetup(
      MissingTopics missing,
      TopicRetention retention,
      KafkaTemplate<String, byte[]> kafka,
      KafkaListenerEndpointRegistry listeners) {
    this.missing = missing;
    this.retention = retention;
    this.kafka = kafka;
    this.listeners = listeners;
  }

  @Override
  public void start() {
    running = true;
    try {
      if (!isDone()) {
        LOG.warn("Kafka cannot be reached; topics are looked for until it can");
        Thread.ofVirtual().name("topic-setup").start(this::untilDone);
      } else {
        retention.enforce();
        startListeners();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The producer learns where the topics are, so that its first record of each need not wait. */
  private boolean isDone() throws InterruptedException {
    try {
      if (missing.make()) {
        WRITTEN_TO.forEach(kafka::partitionsFor);
        retention.look();
        return true;
      }
    } catch (KafkaException e) {
      LOG.debug("Not there yet: {}", e.toString());
    }
    return false;
  }

  private synchronized void startListeners() {
    if (running) {
      listeners.getListenerContainers().forEach(MessageListenerContainer::start);
    }
  }

  private void untilDone() {
    try {
      while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (isDone()) {
          startListeners();
          LOG.info("Kafka can be reached; the topics are there");
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the web server, so that a start that fails there has taken nothing in. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 200;
  }
}
