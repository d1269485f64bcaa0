package dev.phoneproof.simulator.fault;

/** On which side of the service's work a fault strikes. */
public enum Acceptance {
  /** Nothing was done: no message, no guess. */
  BEFORE,
  /** The work was done, only its answer is lost or wrong. */
  AFTER
}
