package dev.phoneproof.gateway.view;

import dev.phoneproof.gateway.publishing.EventPublisher;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the view to its topic. */
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {

  @Bean
  OutcomeView outcomeView(ViewSettings settings, Clock clock) {
    return new OutcomeView(settings, clock);
  }

  @Bean
  OutcomeFollower outcomeFollower(
      OutcomeView view, EventPublisher publisher, KafkaProperties kafka, Clock clock) {
    Map<String, Object> settings = consumerSettings(kafka);
    return new OutcomeFollower(
        () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
        view,
        publisher::prepare,
        clock);
  }

  /** The name is the one under which readiness shows it. */
  @Bean("view")
  ViewHealth viewHealth(OutcomeView view, OutcomeFollower follower) {
    return new ViewHealth(view, follower);
  }

  /** No group: every gateway reads everything, and commits nothing. */
  static Map<String, Object> consumerSettings(KafkaProperties kafka) {
    Map<String, Object> all = new HashMap<>(kafka.buildConsumerProperties());
    all.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
    all.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
    all.remove(ConsumerConfig.GROUP_ID_CONFIG);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Reading again is harmless; skipping is not.
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    all.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "phoneproof-gateway-view");
    return all;
  }
}
