package dev.phoneproof.simulator.contract;

/** The groups of calls that faults, counters and answers tell apart. */
public enum CallKind {
  SETUP,
  SEND,
  RESEND,
  VERIFY,
  STATUS,
  EMAIL
}
