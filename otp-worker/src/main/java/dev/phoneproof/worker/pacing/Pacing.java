package dev.phoneproof.worker.pacing;

import dev.phoneproof.worker.provider.ProviderPolicy;
import dev.phoneproof.worker.verification.Msisdn;
import org.springframework.stereotype.Component;

/**
 * How many sends and resends may start now: each needs a slot of this worker, a closed circuit and
 * a permit of the shared rate. All are taken before a row is claimed, so that what waits holds no
 * lease and costs nobody an attempt.
 */
@Component
public class Pacing {

  private final Slots slots;
  private final Circuit circuit;
  private final Permits permits;
  private final ThrottledNumbers throttled = new ThrottledNumbers(System.nanoTime());

  Pacing(ProviderPolicy provider, Circuits circuits, Permits permits) {
    this.slots = new Slots(provider.inFlight());
    this.circuit = circuits.send();
    this.permits = permits;
  }

  /**
   * Takes what so many sends need. Each is given back by {@link #giveBack}, or used: then {@link
   * #ended} follows the call and {@link #release} the commit of its result.
   *
   * @return for how many sends there was enough
   */
  public int take(int wanted) {
    int withSlot = slots.take(wanted);
    int letThrough = circuit.take(withSlot);
    int taken = 0;
    try {
      taken = permits.take(letThrough);
      return taken;
    } finally {
      circuit.giveBack(letThrough - taken);
      slots.release(withSlot - taken);
    }
  }

  /** Gives back what was taken for sends that did not start. */
  public void giveBack(int count) {
    circuit.giveBack(count);
    slots.release(count);
    permits.giveBack(count);
  }

  /** A send was given up before its call. */
  public void notCalled() {
    circuit.giveBack(1);
  }

  /**
   * A send's call has ended.
   *
   * @param worked whether the provider did its work, be the answer a refusal
   * @param wasThrottled whether it was asked too often, by us or for this number
   * @param startedAt when the call began; in {@link System#nanoTime()}
   */
  public void ended(Msisdn number, boolean worked, boolean wasThrottled, long startedAt) {
    circuit.ended(worked);
    throttled.note(number, wasThrottled, startedAt, System.nanoTime()).ifPresent(permits::slow);
  }

  /** A send's result is in the ledger. */
  public void release() {
    slots.release(1);
  }
}
