package dev.phoneproof.gateway.publishing;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the producer up for promises, not for throughput. */
@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

  private static final Duration MARGIN = Duration.ofMillis(100);

  @Bean(destroyMethod = "close")
  KafkaEventPublisher eventPublisher(
      KafkaProperties kafka, PublishingSettings settings, SealingSettings sealing, Clock clock) {
    Map<String, Object> all = producerSettings(kafka, settings);
    LazyProducer producer =
        new LazyProducer(
            () -> new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer()));
    return new KafkaEventPublisher(sealing.sealer(clock), producer, settings.timeout());
  }

  /**
   * What is promised is not left to {@code spring.kafka.*}. The producer's own time-outs end before
   * the caller's, so that a record rarely goes out after a 503.
   */
  static Map<String, Object> producerSettings(KafkaProperties kafka, PublishingSettings settings) {
    int timeout = Math.toIntExact(settings.timeout().minus(MARGIN).toMillis());
    int linger = Math.toIntExact(settings.linger().toMillis());
    Map<String, Object> all = new HashMap<>(kafka.buildProducerProperties());
    all.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
    all.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
    all.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.LINGER_MS_CONFIG, linger);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout - linger);
    all.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    all.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "phoneproof-gateway");
    return all;
  }
}
