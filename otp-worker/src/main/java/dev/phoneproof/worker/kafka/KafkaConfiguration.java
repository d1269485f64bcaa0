package dev.phoneproof.worker.kafka;

import dev.phoneproof.events.EventCodec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  /** Spring's own logs the content of a record that was not sent. */
  @Bean
  ProducerListener<Object, Object> silentProducerListener() {
    return new ProducerListener<>() {};
  }
}
