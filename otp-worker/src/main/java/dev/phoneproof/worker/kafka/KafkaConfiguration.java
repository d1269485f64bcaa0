package dev.phoneproof.worker.kafka;

import dev.phoneproof.events.EventCodec;
import java.time.Duration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.support.ProducerListener;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  private static final Duration LISTENER_STOP = Duration.ofSeconds(4);
  private static final int PRODUCER_CLOSE_SECONDS = 2;

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  /** A stop takes 30 s at most, also while Kafka or PostgreSQL is away. */
  @Bean
  ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>>
      quickStop() {
    return container ->
        container.getContainerProperties().setShutdownTimeout(LISTENER_STOP.toMillis());
  }

  @Bean
  DefaultKafkaProducerFactoryCustomizer quickClose() {
    return factory -> factory.setPhysicalCloseTimeout(PRODUCER_CLOSE_SECONDS);
  }

  /** Spring's own logs the content of a record that was not sent. */
  @Bean
  ProducerListener<Object, Object> silentProducerListener() {
    return new ProducerListener<>() {};
  }
}
