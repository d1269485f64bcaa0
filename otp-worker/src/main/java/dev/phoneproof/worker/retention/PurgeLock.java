package dev.phoneproof.worker.retention;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** One purge at a time, whichever worker runs it. */
@Component
class PurgeLock {

  /** So long after its worker was killed another one takes over. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final Duration RENEWAL = Duration.ofSeconds(15);

  private final LockProvider locks;
  private final Clock clock;

  PurgeLock(JdbcTemplate jdbc, Clock clock) {
    this.locks =
        new JdbcTemplateLockProvider(
            JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .usingDbTime()
                .build());
    this.clock = clock;
  }

  /** Takes it, unless somebody has it. */
  Optional<Held> take() {
    return locks
        .lock(new LockConfiguration(clock.instant(), "purge", LONGEST, Duration.ZERO))
        .map(Held::new);
  }

  /** The lock in the hands of one run. */
  static final class Held {

    private SimpleLock lock;
    private long renewedAt = System.nanoTime();

    private Held(SimpleLock lock) {
      this.lock = lock;
    }

    /** Renews it now and then; false when it was lost. */
    boolean keep() {
      if (System.nanoTime() - renewedAt < RENEWAL.toNanos()) {
        return true;
      }
      Optional<SimpleLock> longer = lock.extend(LONGEST, Duration.ZERO);
      longer.ifPresent(renewed -> {
        lock = renewed;
        renewedAt = System.nanoTime();
      });
      return longer.isPresent();
    }

    void release() {
      lock.unlock();
    }
  }
}
