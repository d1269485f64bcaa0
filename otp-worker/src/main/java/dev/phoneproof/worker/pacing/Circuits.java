package dev.phoneproof.worker.pacing;

import org.springframework.stereotype.Component;

/** One for sends, one for checks: a provider that cannot send can often still check. */
@Component
public class Circuits {

  private final Circuit send;
  private final Circuit verify;

  Circuits(PacingPolicy policy) {
    send = new Circuit("send", policy.circuitPause());
    verify = new Circuit("verify", policy.circuitPause());
  }

  /** Sends and resends. */
  public Circuit send() {
    return send;
  }

  /** Checks of typed PINs. */
  public Circuit verify() {
    return verify;
  }
}
