package dev.phoneproof.gateway.view;

import dev.phoneproof.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the outcomes into the view, on one thread, for as long as the process lives; begins again
 * when anything fails. Stops before the web server does, so that this finds nobody waiting.
 */
final class OutcomeFollower implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeFollower.class);

  /** A verification lives no longer, so nothing older can be asked for. */
  private static final Duration LOOK_BACK = Duration.ofMinutes(17);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long UPKEEP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final OutcomeView view;
  private final OutcomeReader reader;
  private final Runnable beforeReady;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile @Nullable Consumer<String, byte[]> current;
  private volatile String hindrance = "not started";

  /**
   * Follows the topic into a view.
   *
   * @param beforeReady done when all is read, before anybody is told
   */
  OutcomeFollower(
      Supplier<Consumer<String, byte[]>> consumers,
      OutcomeView view,
      Runnable beforeReady,
      Clock clock) {
    this.consumers = consumers;
    this.view = view;
    this.beforeReady = beforeReady;
    this.reader = new OutcomeReader(view);
    this.clock = clock;
  }

  /** Why the view has not caught up; empty when it has. */
  String hindrance() {
    return hindrance;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("outcomes").daemon().start(this::run);
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Just after the drain: during it those who wait may still get what they wait for. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 1;
  }

  @Override
  public void stop() {
    view.stopWaiting();
    stopping.countDown();
    Consumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    Thread running = thread;
    thread = null;
    try {
      if (running != null) {
        running.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isStopping()) {
      try (Consumer<String, byte[]> consumer = consumers.get()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException | InterruptException e) {
        LOG.debug("Woken up to stop");
      } catch (KafkaException e) {
        hinder("Kafka cannot be reached (" + e.getClass().getSimpleName() + ")");
      } catch (RuntimeException | Error e) {
        LOG.error("Reading the outcomes failed unexpectedly", e);
        hinder("reading failed (" + e.getClass().getSimpleName() + ")");
      }
      pause();
    }
  }

  private void follow(Consumer<String, byte[]> consumer) {
    OutcomePartitions partitions = new OutcomePartitions(consumer);
    Instant from = clock.instant().minus(LOOK_BACK);
    if (!partitions.start(from)) {
      hinder("the topic " + Topics.OUTCOMES + " does not exist yet");
      return;
    }
    long nextUpkeep = System.nanoTime() + UPKEEP_NANOS;
    boolean caughtUp = false;
    while (!isStopping()) {
      consumer.poll(POLL).forEach(reader::read);
      if (!caughtUp && partitions.isCaughtUp()) {
        caughtUp = true;
        noteCaughtUp();
      }
      if (System.nanoTime() - nextUpkeep >= 0) {
        view.sweep();
        noteContact(partitions.takeNewOnes(), caughtUp);
        nextUpkeep = System.nanoTime() + UPKEEP_NANOS;
      }
    }
  }

  private void noteCaughtUp() {
    beforeReady.run();
    view.markCaughtUp();
    hindrance = "";
    LOG.info("The outcomes are read: {} verifications known", view.size());
  }

  private void noteContact(boolean kafkaAnswers, boolean caughtUp) {
    if (!kafkaAnswers) {
      hinder("Kafka does not answer");
    } else if (caughtUp && !hindrance.isEmpty()) {
      LOG.info("The outcomes are read again");
      hindrance = "";
    }
  }

  /** Says once what is wrong, not at each attempt. */
  private void hinder(String what) {
    if (!what.equals(hindrance)) {
      LOG.warn("The outcomes cannot be read, trying again each second: {}", what);
    }
    hindrance = what;
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause() {
    try {
      stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
