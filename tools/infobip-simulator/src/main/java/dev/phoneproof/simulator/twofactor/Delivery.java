package dev.phoneproof.simulator.twofactor;

/** What becomes of a message that the service took; all but the first are ordered as faults. */
public enum Delivery {
  /** It arrives in the inbox. */
  ARRIVES,
  /** 200 with {@code MESSAGE_NOT_SENT}: no message goes out. */
  NOT_SENT,
  /** 200 with {@code NC_DESTINATION_NOT_REACHABLE}: no message goes out. */
  NOT_REACHABLE
}
