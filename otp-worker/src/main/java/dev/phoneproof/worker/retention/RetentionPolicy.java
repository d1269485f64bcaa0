package dev.phoneproof.worker.retention;

import static dev.phoneproof.worker.settings.RefusedSettingException.unlessWithin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what is kept, and how fast it goes then.
 *
 * @param verification how long a verification, its sends and its submissions are kept after its
 *     end, and a submission without a verification after its own; 24 h to 90 d
 * @param audit how long audit rows and operators' calls are kept at least; they go with their
 *     month, so a month later at most; 30 d to 3,650 d
 * @param purgeRun how long the proof of a run is kept; 30 d to 3,650 d
 * @param every how often a purge starts, all workers together; 1 min to 24 h
 * @param rowsPerSecond the most that a purge removes in a second; 100 to 1,000,000
 * @param batch verifications, or other rows, that go in one transaction; 10 to 5,000
 */
@ConfigurationProperties("phoneproof.retention")
public record RetentionPolicy(
    @DefaultValue("24h") Duration verification,
    @DefaultValue("365d") Duration audit,
    @DefaultValue("365d") Duration purgeRun,
    @DefaultValue("10m") Duration every,
    @DefaultValue("21000") int rowsPerSecond,
    @DefaultValue("200") int batch) {

  /**
   * Verifications and submissions live this long from their record's time, whatever their period:
   * longer than the topics hold the record, so that a record which is read again finds its row.
   */
  static final Duration LONGER_THAN_THE_TOPICS = Duration.ofHours(26);

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration TEN_YEARS = Duration.ofDays(3_650);

  /** Checks the bounds. */
  public RetentionPolicy {
    unlessWithin(
        "PHONEPROOF_RETENTION_VERIFICATION",
        verification,
        Duration.ofHours(24),
        Duration.ofDays(90));
    unlessWithin("PHONEPROOF_RETENTION_AUDIT", audit, MONTH, TEN_YEARS);
    unlessWithin("PHONEPROOF_RETENTION_PURGE_RUN", purgeRun, MONTH, TEN_YEARS);
    unlessWithin("PHONEPROOF_RETENTION_EVERY", every, Duration.ofMinutes(1), Duration.ofHours(24));
    unlessWithin("PHONEPROOF_RETENTION_ROWS_PER_SECOND", rowsPerSecond, 100, 1_000_000);
    unlessWithin("PHONEPROOF_RETENTION_BATCH", batch, 10, 5_000);
  }
}
