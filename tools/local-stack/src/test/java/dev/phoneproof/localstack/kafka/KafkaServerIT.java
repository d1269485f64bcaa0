package dev.phoneproof.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.localstack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {

  @TempDir private Path home;

  @Test
  void keepsItsTopicsOverAKillAndAChangeOfPort() throws Exception {
    KafkaServer killed = KafkaServer.start(home, LocalPort.free());
    try (Admin admin = admin(killed)) {
      admin.createTopics(List.of(new NewTopic("notes", 3, (short) 1))).all().get();
    }
    killed.process().stop(Signal.KILL, Duration.ofSeconds(10));

    try (KafkaServer second = KafkaServer.start(home, LocalPort.free());
        Admin admin = admin(second)) {
      assertThat(admin.listTopics().names().get()).isEqualTo(Set.of("notes"));
    }
  }

  private static Admin admin(KafkaServer server) {
    return Admin.create(Map.of("bootstrap.servers", server.address()));
  }
}
