package dev.phoneproof.worker.ledger;

import dev.phoneproof.events.VerificationChanged;
import java.util.List;

/** Where committed changes are said. */
public interface Publication {

  /** Says them without waiting; what gets lost is found in the ledger later. */
  void publish(List<VerificationChanged> changes);
}
