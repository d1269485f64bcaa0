package dev.phoneproof.gateway.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OutageLogTest {

  private final OutageLog log = new OutageLog();

  @Test
  void saysOnceThatKafkaIsAway(CapturedOutput output) {
    for (int i = 0; i < 1000; i++) {
      log.failed(new IllegalStateException("with details"));
    }
    assertThat(warnings(output)).isEqualTo(1);
    assertThat(output).contains("IllegalStateException").doesNotContain("with details");
  }

  @Test
  void saysNoMoreWhenKafkaComesAndGoes(CapturedOutput output) {
    for (int i = 0; i < 1000; i++) {
      log.failed(new IllegalStateException());
      log.succeeded();
    }
    assertThat(warnings(output)).isEqualTo(1);
  }

  private static long warnings(CapturedOutput output) {
    return output.getAll().lines().filter(line -> line.contains("Kafka does not")).count();
  }
}
