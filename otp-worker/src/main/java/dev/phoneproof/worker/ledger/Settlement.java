package dev.phoneproof.worker.ledger;

import java.util.List;

/**
 * What has to be looked at whenever verifications have changed, in the same transaction: what waits
 * for them.
 */
public interface Settlement {

  /**
   * Settles what waits for the session's verifications.
   *
   * @return what to start after the commit
   */
  List<Runnable> settle(LedgerSession session);
}
