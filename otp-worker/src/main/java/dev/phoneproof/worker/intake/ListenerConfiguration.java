package dev.phoneproof.worker.intake;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerConfiguration.class);

  /** At the longest wait one line a minute. */
  private static final int TRIES_PER_LINE = 30;

  /** A batch is repeated until it is in the ledger: no offset ever passes work that is not. */
  @Bean
  DefaultErrorHandler repeatForever() {
    ExponentialBackOff backOff = new ExponentialBackOff(Duration.ofMillis(500).toMillis(), 2.0);
    backOff.setMaxInterval(Duration.ofSeconds(2).toMillis());
    backOff.setMaxElapsedTime(Long.MAX_VALUE);
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    // By itself it passes over a batch when one of its fatal exceptions is among the causes.
    handler.setClassifications(Map.of(), true);
    handler.setRetryListeners(new Reporter());
    return handler;
  }

  /** Says that a batch waits, now and then, without what is in it. */
  private static final class Reporter implements RetryListener {

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> origin, @Nullable Exception why, int attempt) {
      report(1, why, attempt);
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> batch, @Nullable Exception why, int attempt) {
      report(batch.count(), why, attempt);
    }

    private static void report(int records, @Nullable Exception why, int attempt) {
      if (attempt % TRIES_PER_LINE == 1) {
        Throwable cause = why == null || why.getCause() == null ? why : why.getCause();
        LOG.warn(
            "A batch of {} waits to be taken in, try {}: {}",
            records,
            attempt,
            String.valueOf(cause));
      }
    }
  }
}
