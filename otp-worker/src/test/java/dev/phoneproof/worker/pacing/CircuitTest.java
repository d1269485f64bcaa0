package dev.phoneproof.worker.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {

  private final Circuit circuit = new Circuit("send", Duration.ofMillis(100));

  @Test
  void staysClosedWhileMostCallsWork() {
    end(11, true);
    end(9, false);

    assertThat(circuit.take(100)).isEqualTo(100);
  }

  @Test
  void stopsCallsWhenHalfOfThemFail() {
    end(10, true);
    end(10, false);

    assertThat(circuit.take(1)).isZero();
    assertThat(circuit.state()).isEqualTo("open");
  }

  @Test
  void triesAFewCallsAfterItsPauseAndGoesOnWhenTheyWork() {
    end(20, false);

    await().until(() -> circuit.take(100) == 3);
    assertThat(circuit.isClosed()).isFalse();
    for (int i = 0; i < 3; i++) {
      circuit.ended(true);
    }

    assertThat(circuit.isClosed()).isTrue();
  }

  @Test
  void givesTrialsBackThatWereNotMade() {
    end(20, false);
    await().until(() -> circuit.take(100) == 3);

    circuit.giveBack(2);

    assertThat(circuit.take(100)).isEqualTo(2);
  }

  private void end(int calls, boolean worked) {
    assertThat(circuit.take(calls)).isEqualTo(calls);
    for (int i = 0; i < calls; i++) {
      circuit.ended(worked);
    }
  }
}
