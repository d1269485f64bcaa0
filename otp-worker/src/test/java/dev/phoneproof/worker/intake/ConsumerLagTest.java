package dev.phoneproof.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.kafka.core.KafkaAdmin;

class ConsumerLagTest {

  @Test
  @Timeout(30)
  void isUnknownWhenKafkaIsAway() {
    KafkaAdmin nowhere = new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:1"));
    assertThat(new ConsumerLag(nowhere).byTopic()).isEmpty();
    KafkaAdmin nonsense = new KafkaAdmin(Map.of("bootstrap.servers", "no-such-host.invalid:9092"));
    assertThat(new ConsumerLag(nonsense).byTopic()).isEmpty();
  }
}
