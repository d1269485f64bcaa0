package dev.phoneproof.worker.ledger;

/** Something that is looked for in the ledger each second, in every instance. */
public interface Sweep {

  /** Looks once. What fails is tried again the next time. */
  void sweep();
}
