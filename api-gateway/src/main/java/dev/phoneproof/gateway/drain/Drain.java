package dev.phoneproof.gateway.drain;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first step of a stop. Readiness is off already; the port still serves every call, and each
 * answer closes its connection, so that the next call of that caller goes to another instance.
 *
 * <p>The steps that follow, by their phases: {@code OutcomeFollower} answers those who wait, Tomcat
 * finishes the calls that are left, the management port closes, the public port closes.
 */
@Component
final class Drain implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final Duration time;
  private volatile boolean begun;
  private volatile boolean running;

  Drain(DrainSettings settings) {
    this.time = settings.drain();
  }

  /** Whether callers are to go elsewhere. */
  boolean hasBegun() {
    return begun;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    begun = true;
    running = false;
    LOG.info("Leaving: calls are served for another {} s", time.toMillis() / 1000.0);
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before everything else, and started after it: whoever never served has nobody to send away. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  /** A pause is no stop: the instance stays. */
  @Override
  public boolean isPauseable() {
    return false;
  }
}
