package dev.phoneproof.worker.retention;

import java.time.OffsetDateTime;

/** The way through one kind of record, oldest first. */
interface Batches {

  /** What ended later than that stays. */
  OffsetDateTime upTo();

  /** Removes or counts the next batch, within the caller's transaction. */
  Tally next();
}
