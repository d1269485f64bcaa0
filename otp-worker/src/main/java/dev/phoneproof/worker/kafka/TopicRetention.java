package dev.phoneproof.worker.kafka;

import dev.phoneproof.worker.kafka.TopicCheckPolicy.TopicCheck;
import dev.phoneproof.worker.settings.RefusedSettingException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Whether the topics forget in time. Others may have made them, or changed them: they are not
 * changed here, it is only said which of their settings keep records too long.
 */
@Component("topics")
class TopicRetention implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(TopicRetention.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final KafkaAdmin admin;
  private final TopicCheck check;
  private volatile Map<String, List<String>> tooLong = Map.of();

  TopicRetention(KafkaAdmin admin, TopicCheckPolicy policy, MeterRegistry meters) {
    this.admin = admin;
    this.check = policy.topicCheck();
    Gauge.builder("phoneproof.topics.kept.too.long", () -> tooLong.size())
        .description("topics that keep records longer than they should")
        .register(meters);
  }

  /** Asks Kafka; when it does not say it, nothing is known to be wrong. */
  void look() throws InterruptedException {
    AdminClient client = AdminClient.create(admin.getConfigurationProperties());
    try {
      tooLong = keptTooLong(client);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("How long the topics keep records cannot be checked: {}", e.toString());
    } finally {
      client.close(Duration.ZERO);
    }
    tooLong.forEach(
        (topic, wrong) -> LOG.warn("{} keeps records longer than it should: {}", topic, wrong));
  }

  private static Map<String, List<String>> keptTooLong(AdminClient client)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<ConfigResource, OwnTopic> topics = new HashMap<>();
    OwnTopic.ALL.forEach(
        topic -> topics.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic));
    Map<String, List<String>> found = new TreeMap<>();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> one :
        client.describeConfigs(topics.keySet()).values().entrySet()) {
      Config config = one.getValue().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, String> actual = new HashMap<>();
      config.entries().forEach(entry -> actual.put(entry.name(), entry.value()));
      OwnTopic topic = topics.get(one.getKey());
      List<String> wrong = topic == null ? List.of() : topic.keptTooLongBy(actual);
      if (!wrong.isEmpty()) {
        found.put(one.getKey().name(), wrong);
      }
    }
    return found;
  }

  /** Refuses to go on, if that is what is wanted. */
  void enforce() {
    if (check == TopicCheck.ENFORCE && !tooLong.isEmpty()) {
      List<String> lines = new ArrayList<>();
      tooLong.forEach((topic, wrong) -> lines.add(topic + " has " + String.join(", ", wrong)));
      throw new RefusedSettingException(
          "PHONEPROOF_KAFKA_TOPIC_CHECK",
          "is enforce and topics keep records too long: " + String.join("; ", lines));
    }
  }

  @Override
  public Health health() {
    boolean acceptable = check == TopicCheck.WARN || tooLong.isEmpty();
    Health.Builder health = acceptable ? Health.up() : Health.outOfService();
    return health.withDetails(new TreeMap<>(tooLong)).build();
  }
}
