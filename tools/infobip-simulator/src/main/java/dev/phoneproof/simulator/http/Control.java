package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.contract.Violations;
import dev.phoneproof.simulator.fault.Faults;
import dev.phoneproof.simulator.inbox.Inbox;
import dev.phoneproof.simulator.twofactor.TwoFactor;

/** What can be asked of and ordered from the simulator, by Java or by HTTP. */
public record Control(
    TwoFactor service, Inbox inbox, Faults faults, Violations violations, MovableClock clock) {

  /** As after the start, but for applications and templates, which stay. */
  public void reset() {
    faults.clear();
    violations.clear();
    service.forget();
    inbox.clear();
    clock.reset();
  }
}
