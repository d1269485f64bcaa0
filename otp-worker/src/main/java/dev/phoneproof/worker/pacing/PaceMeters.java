package dev.phoneproof.worker.pacing;

import dev.phoneproof.worker.ledger.Sweep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows the shared rate and this worker's circuits to those who watch. */
@Component
@Order(85)
class PaceMeters implements Sweep {

  private final Permits permits;
  private volatile Permits.Pace last = new Permits.Pace(0, 0);

  PaceMeters(Permits permits, Circuits circuits, MeterRegistry meters) {
    this.permits = permits;
    Gauge.builder("phoneproof.permits.rate", () -> last.permitsPerSecond()).register(meters);
    Gauge.builder("phoneproof.permits.taken", () -> last.takenInASecond()).register(meters);
    circuit(meters, "send", circuits.send());
    circuit(meters, "verify", circuits.verify());
  }

  /** 1 while calls are held back. */
  private static void circuit(MeterRegistry meters, String call, Circuit circuit) {
    Gauge.builder("phoneproof.circuit.open", () -> circuit.isClosed() ? 0 : 1)
        .tag("call", call)
        .register(meters);
  }

  @Override
  public void sweep() {
    last = permits.pace();
  }
}
