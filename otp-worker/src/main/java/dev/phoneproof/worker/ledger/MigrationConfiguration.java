package dev.phoneproof.worker.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A worker that starts before PostgreSQL waits for it, until it is asked to stop. */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationConfiguration.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int TRIES_PER_LINE = 30;

  @Bean
  FlywayMigrationStrategy migrateAsSoonAsPostgresqlAnswers() {
    return flyway -> {
      CountDownLatch stopping = new CountDownLatch(1);
      // Spring's own hook waits for the end of the start, which may never come.
      Runtime.getRuntime().addShutdownHook(new Thread(stopping::countDown, "ends-the-wait"));
      for (int attempt = 0; !migrated(flyway, attempt); attempt++) {
        pause(stopping);
      }
    };
  }

  private static boolean migrated(Flyway flyway, int attempt) {
    try {
      flyway.migrate();
      return true;
    } catch (FlywayException e) {
      SQLException cause = sqlException(e);
      if (cause == null || !isAway(cause)) {
        throw e;
      }
      if (attempt % TRIES_PER_LINE == 0) {
        LOG.warn(
            "PostgreSQL cannot be reached (SQLSTATE {}); it is waited for", cause.getSQLState());
      }
      return false;
    }
  }

  private static @Nullable SQLException sqlException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }

  /** No connection, too many of them, or a server that starts or stops. */
  private static boolean isAway(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && (state.startsWith("08") || state.equals("53300") || state.startsWith("57P"));
  }

  private static void pause(CountDownLatch stopping) {
    try {
      if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CancellationException("it was stopped before PostgreSQL answered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped before PostgreSQL answered", e);
    }
  }
}
