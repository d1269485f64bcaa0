package dev.phoneproof.worker.retention;

import dev.phoneproof.worker.retention.PurgeRun.Outcome;
import dev.phoneproof.worker.retention.PurgeRun.Trigger;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows what is removed, and whether it is removed at all. */
@Component
class PurgeMeters {

  private final MeterRegistry meters;
  private volatile double lastDone;

  PurgeMeters(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("phoneproof.purge.last.done", () -> lastDone)
        .description("start of the schedule's last finished run, of all workers; 0: never")
        .baseUnit("seconds")
        .register(meters);
  }

  void lastDone(@Nullable Instant startedAt) {
    lastDone = startedAt == null ? 0 : startedAt.getEpochSecond();
  }

  void removed(String kind, long rows) {
    meters.counter("phoneproof.purge.rows", "record", family(kind)).increment(rows);
  }

  void ended(Trigger trigger, boolean dryRun, Outcome outcome, Duration took) {
    meters
        .timer(
            "phoneproof.purge.run",
            "trigger",
            lower(trigger),
            "dry",
            String.valueOf(dryRun),
            "outcome",
            lower(outcome))
        .record(took);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Months are not told apart: there would be a new one each month. */
  private static String family(String kind) {
    return kind.replaceFirst("_(\\d{4}_\\d{2}|rest)$", "");
  }
}
