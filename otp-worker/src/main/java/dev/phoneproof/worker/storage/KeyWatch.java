package dev.phoneproof.worker.storage;

import dev.phoneproof.worker.ledger.Sweep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Notes each minute which storage keys are used, and reminds once a day of what is due. */
@Component
@Order(65)
class KeyWatch implements Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
  private static final Duration PACE = Duration.ofMinutes(1);
  private static final Duration BETWEEN_REMINDERS = Duration.ofDays(1);

  /** A month, whichever it is. */
  private static final int OLDEST_PRIMARY_DAYS = 31;

  private final KeyUse use;
  private final Clock clock;
  private volatile KeyUse.Report last = new KeyUse.Report(0, 0, 0, List.of(), List.of());
  private List<String> reminded = List.of();
  private Instant nextNote = Instant.MIN;
  private Instant nextReminder = Instant.MIN;

  KeyWatch(KeyUse use, Clock clock, MeterRegistry meters) {
    this.use = use;
    this.clock = clock;
    gauge(meters, "primary.age.days", KeyUse.Report::primaryAgeDays);
    gauge(meters, "keys.destroyable", report -> report.mayBeDestroyed().size());
    gauge(meters, "keys.missing", report -> report.missing().size());
    gauge(meters, "numbers.to.reseal", KeyUse.Report::numbersToReseal);
  }

  private void gauge(MeterRegistry meters, String name, ToDoubleFunction<KeyUse.Report> value) {
    Gauge.builder("phoneproof.storage." + name, () -> value.applyAsDouble(last)).register(meters);
  }

  @Override
  public void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(nextNote)) {
      return;
    }
    use.note();
    last = use.report();
    nextNote = now.plus(PACE);
    remind(reminders(last), now);
  }

  /** Says what is new at once, and the same once a day. */
  private void remind(List<String> due, Instant now) {
    if (!due.equals(reminded) || !now.isBefore(nextReminder)) {
      due.forEach(LOG::warn);
      reminded = due;
      nextReminder = now.plus(BETWEEN_REMINDERS);
    }
  }

  /** What is to be done about the keys; the age counts days, so it is news once a day. */
  static List<String> reminders(KeyUse.Report report) {
    List<String> due = new ArrayList<>();
    if (report.primaryAgeDays() > OLDEST_PRIMARY_DAYS) {
      due.add(
          "The primary storage key is %d days old: change it".formatted(report.primaryAgeDays()));
    }
    if (!report.mayBeDestroyed().isEmpty()) {
      due.add(
          "Storage keys unused for 35 days, to be destroyed: %s"
              .formatted(report.mayBeDestroyed()));
    }
    if (!report.missing().isEmpty()) {
      due.add(
          "Numbers are sealed by storage keys that are not here, and cannot be sent to: %s"
              .formatted(report.missing()));
    }
    return due;
  }
}
