package dev.phoneproof.worker.intake;

import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.pacing.Backlog;
import dev.phoneproof.worker.pacing.PacingPolicy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Leaves requests in Kafka while more of them wait in the ledger than it is to hold. Typed PINs
 * have a topic of their own, which is never paused.
 */
@Component
@Order(90)
public class RequestsPause implements Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(RequestsPause.class);

  /** Goes on when a fifth of the bound is free, so that it does not pause again at once. */
  private static final double GO_ON_BELOW = 0.8;

  private final Backlog backlog;
  private final PacingPolicy policy;
  private final KafkaListenerEndpointRegistry listeners;
  private volatile boolean paused;

  RequestsPause(
      Backlog backlog,
      PacingPolicy policy,
      KafkaListenerEndpointRegistry listeners,
      MeterRegistry meters) {
    this.backlog = backlog;
    this.policy = policy;
    this.listeners = listeners;
    Gauge.builder("phoneproof.requests.paused", () -> paused ? 1 : 0).register(meters);
  }

  @Override
  public void sweep() {
    long waiting = backlog.last().sends();
    if (!paused && waiting > policy.mostWaiting()) {
      LOG.warn("More than {} verifications wait to be sent: requests stay in Kafka", waiting - 1);
      paused = true;
      requests().pause();
    } else if (paused && waiting < policy.mostWaiting() * GO_ON_BELOW) {
      LOG.info("{} verifications wait to be sent: requests are taken in again", waiting);
      paused = false;
      requests().resume();
    }
  }

  /** Whether requests stay in Kafka at present. */
  public boolean isPaused() {
    return paused;
  }

  private MessageListenerContainer requests() {
    return listeners.getListenerContainers().stream()
        .filter(one ->
            Arrays.asList(one.getContainerProperties().getTopics()).contains(Topics.REQUESTS))
        .findFirst()
        .orElseThrow();
  }
}
