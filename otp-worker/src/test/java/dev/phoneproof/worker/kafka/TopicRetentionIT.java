package dev.phoneproof.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.testservers.OwnKafka;
import dev.phoneproof.worker.kafka.TopicCheckPolicy.TopicCheck;
import dev.phoneproof.worker.settings.RefusedSettingException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.core.KafkaAdmin;

/** On a broker of its own, whose topics may be spoilt. */
@Isolated
class TopicRetentionIT {

  private static OwnKafka kafka;

  @BeforeAll
  static void start() {
    kafka = OwnKafka.start("kafka-with-topics");
  }

  @AfterAll
  static void stop() {
    kafka.stop();
  }

  @Test
  void findsItsOwnTopicsRightAndSpoiltOnesWrong() throws Exception {
    assertThat(new MissingTopics(admin(), new TopicPolicy(1, (short) 1, 1)).make()).isTrue();
    TopicRetention fresh = look(TopicCheck.ENFORCE);
    assertThatCode(fresh::enforce).doesNotThrowAnyException();
    assertThat(fresh.health().getStatus()).isEqualTo(Status.UP);

    set("otp.submissions", "retention.ms", "-1");

    TopicRetention warning = look(TopicCheck.WARN);
    assertThatCode(warning::enforce).doesNotThrowAnyException();
    assertThat(warning.health().getStatus()).isEqualTo(Status.UP);
    assertThat(warning.health().getDetails())
        .isEqualTo(Map.of("otp.submissions", List.of("retention.ms=-1")));
    TopicRetention enforcing = look(TopicCheck.ENFORCE);
    assertThat(enforcing.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThatThrownBy(enforcing::enforce)
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageContainingAll(
            "PHONEPROOF_KAFKA_TOPIC_CHECK", "otp.submissions has retention.ms=-1");
  }

  private TopicRetention look(TopicCheck check) throws InterruptedException {
    TopicRetention retention =
        new TopicRetention(admin(), new TopicCheckPolicy(check), new SimpleMeterRegistry());
    retention.look();
    return retention;
  }

  private static KafkaAdmin admin() {
    return new KafkaAdmin(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static void set(String topic, String setting, String value) throws Exception {
    try (AdminClient client =
        AdminClient.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      client
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }
}
