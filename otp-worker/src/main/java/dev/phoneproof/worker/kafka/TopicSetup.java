package dev.phoneproof.worker.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Makes missing topics before anything listens, or as soon as Kafka can be reached. */
@Component
class TopicSetup implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final KafkaAdmin admin;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;

  TopicSetup(KafkaAdmin admin) {
    this.admin = admin;
  }

  @Override
  public void start() {
    running = true;
    if (!admin.initialize()) {
      LOG.warn("Kafka cannot be reached; topics are looked for until it can");
      Thread.ofVirtual().name("topic-setup").start(this::untilDone);
    }
  }

  private void untilDone() {
    try {
      while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (admin.initialize()) {
          LOG.info("Kafka can be reached; the topics are there");
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the listeners. */
  @Override
  public int getPhase() {
    return 0;
  }
}
