package dev.phoneproof.gateway.publishing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that Kafka does not acknowledge and once that it does again: under load every call
 * fails while it is away. When it comes and goes, at most one such pair of lines in 30 s.
 */
final class OutageLog {

  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final AtomicBoolean said = new AtomicBoolean();
  private volatile long nextNanos = System.nanoTime();

  void failed(Throwable why) {
    if (!said.get() && System.nanoTime() - nextNanos >= 0 && said.compareAndSet(false, true)) {
      nextNanos = System.nanoTime() + INTERVAL_NANOS;
      LOG.warn("Kafka does not acknowledge, answering 503: {}", why.getClass().getSimpleName());
    }
  }

  void succeeded() {
    if (said.get() && said.compareAndSet(true, false)) {
      LOG.info("Kafka acknowledges again");
    }
  }
}
