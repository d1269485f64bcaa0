package dev.phoneproof.worker.intake;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

  /** A batch is repeated until it is in the ledger: no offset ever passes work that is not. */
  @Bean
  DefaultErrorHandler repeatForever() {
    ExponentialBackOff backOff = new ExponentialBackOff(Duration.ofMillis(500).toMillis(), 2.0);
    backOff.setMaxInterval(Duration.ofSeconds(5).toMillis());
    backOff.setMaxElapsedTime(Long.MAX_VALUE);
    return new DefaultErrorHandler(backOff);
  }
}
