package dev.phoneproof.worker.retention;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of the purge, as it is written down.
 *
 * @param dryRun whether it only counted
 * @param endedAt null while it runs
 * @param outcome null while it runs
 * @param records what it removed or counted so far, by kind of record
 */
public record PurgeRun(
    UUID id,
    Trigger trigger,
    boolean dryRun,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Outcome outcome,
    Map<String, Removed> records) {

  /** Who started it. */
  public enum Trigger {
    SCHEDULE,
    OPERATOR
  }

  /** How it ended. */
  public enum Outcome {
    /** Nothing was left. */
    DONE,
    /** Its worker stopped; the next run goes on. */
    STOPPED,
    /** Its worker's log says why; the next run goes on. */
    FAILED,
    /** Its worker is gone; the next run goes on. */
    ABANDONED
  }

  /**
   * What went of one kind.
   *
   * @param upTo what ended later stayed
   */
  public record Removed(Instant upTo, long rows) {}
}
