package dev.phoneproof.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

  @Test
  void areTheDocumentedOnesUnlessTheEnvironmentSaysOtherwise() {
    Ports ports = Ports.from(Map.of("PHONEPROOF_DEMO_KAFKA_PORT", "19092"));

    assertThat(ports.of(DemoPort.GATEWAY)).isEqualTo(8080);
    assertThat(ports.of(DemoPort.KAFKA)).isEqualTo(19092);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "80a", "123456789012"})
  void refusesWhatIsNoPort(String value) {
    assertThatExceptionOfType(WrongUsageException.class)
        .isThrownBy(() -> Ports.from(Map.of("PHONEPROOF_DEMO_GATEWAY_PORT", value)))
        .withMessageStartingWith("PHONEPROOF_DEMO_GATEWAY_PORT must be a port");
  }

  @Test
  void refusesOnePortForTwoParts() {
    assertThatExceptionOfType(WrongUsageException.class)
        .isThrownBy(() -> Ports.from(Map.of("PHONEPROOF_DEMO_GATEWAY_PORT", "9092")))
        .withMessageContaining("PHONEPROOF_DEMO_GATEWAY_PORT")
        .withMessageContaining("PHONEPROOF_DEMO_KAFKA_PORT");
  }

  @Test
  void complainsAboutEachTakenPortInALineThatSaysHowToChangeIt() {
    List<String> complaints =
        Ports.from(Map.of())
            .complaints(List.of(DemoPort.GATEWAY, DemoPort.KAFKA), port -> port == 8080);

    assertThat(complaints)
        .containsExactly(
            "port 8080 is taken, and the gateway needs it: free it or set"
                + " PHONEPROOF_DEMO_GATEWAY_PORT to another one");
  }

  @Test
  void freeOnesAreAllDifferent() {
    assertThat(Ports.free().numbers().values()).doesNotHaveDuplicates().hasSize(6);
  }
}
