package dev.phoneproof.worker.retention;

import java.time.OffsetDateTime;

/**
 * One kind of record that is not kept for ever. A new kind is a new component: what counts abuse
 * belongs here, by its window, and so does each item of what outlives a verification.
 */
interface Retained {

  /**
   * What is over its period at that time, to be removed, or only counted, batch by batch.
   *
   * @param now PostgreSQL's time
   */
  Batches over(OffsetDateTime now, boolean dryRun);
}
