package dev.phoneproof.worker.privacy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Before the worker takes anything in, shows anything or sweeps: repeats the erasures that a
 * restored database lacks, as the exported file and the topic remember them.
 */
@Component
class ErasureReplay implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureReplay.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final PrivacyPolicy policy;
  private final ErasureFile file;
  private final RememberedErasures remembered;
  private final ErasureLedger erasures;
  private final Erasures erasing;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;
  private volatile int missing;

  ErasureReplay(
      PrivacyPolicy policy,
      ErasureFile file,
      RememberedErasures remembered,
      ErasureLedger erasures,
      Erasures erasing,
      MeterRegistry meters) {
    this.policy = policy;
    this.file = file;
    this.remembered = remembered;
    this.erasures = erasures;
    this.erasing = erasing;
    Gauge.builder("phoneproof.erasures.missing", () -> missing).register(meters);
  }

  @Override
  public void start() {
    running = true;
    @Nullable Path exported = policy.erasuresFile();
    if (exported != null) {
      List<Erasure> all = file.read(exported);
      long added = all.stream().filter(one -> erasures.add(one, true)).count();
      LOG.info("Of {} exported erasures the database lacked {}", all.size(), added);
    }
    boolean asked = askTopic();
    repeatAll();
    if (!asked) {
      LOG.warn("Kafka cannot be reached; it is asked for erasures when it can");
      Thread.ofVirtual().name("erasure-replay").start(this::askUntilAnswered);
    }
  }

  /** Whether Kafka answered. */
  private boolean askTopic() {
    try {
      missing = remembered.writeDown();
    } catch (KafkaException e) {
      LOG.debug("Not there yet: {}", e.toString());
      return false;
    }
    if (missing > 0) {
      LOG.error(
          "The database lacks {} erasures that were done: it is older than they are."
              + " Set PHONEPROOF_ERASURES_FILE to their export and start again",
          missing);
    }
    return true;
  }

  /** Also what a ledger that is newer than other tables says. */
  private void repeatAll() {
    erasures.open().forEach(erasing::complete);
    erasures.reappeared().forEach(erasing::repeat);
  }

  private void askUntilAnswered() {
    try {
      while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (askTopic()) {
          repeatAll();
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

  /** After the topics are made, before all that works and listens. */
  @Override
  public int getPhase() {
    return 1;
  }
}
