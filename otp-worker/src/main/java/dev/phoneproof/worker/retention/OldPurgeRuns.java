package dev.phoneproof.worker.retention;

import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The proof itself is not kept for ever. */
@Component
@Order(90)
class OldPurgeRuns implements Retained {

  private static final String DELETE =
      """
      delete from purge_run where id in (
        select id from purge_run where started_at <= :upTo and ended_at is not null
        order by started_at limit :size for update skip locked)
      """;

  private static final String COUNT =
      "select count(*) from purge_run where started_at <= :upTo and ended_at is not null";

  private final JdbcClient jdbc;
  private final RetentionPolicy policy;

  OldPurgeRuns(JdbcClient jdbc, RetentionPolicy policy) {
    this.jdbc = jdbc;
    this.policy = policy;
  }

  @Override
  public Batches over(OffsetDateTime now, boolean dryRun) {
    OffsetDateTime upTo = now.minus(policy.purgeRun());
    return new Batches() {
      @Override
      public OffsetDateTime upTo() {
        return upTo;
      }

      @Override
      public Tally next() {
        if (dryRun) {
          long count = jdbc.sql(COUNT).param("upTo", upTo).query(Long.class).single();
          return new Tally(Map.of("purge_run", count), false);
        }
        long gone = jdbc.sql(DELETE).param("upTo", upTo).param("size", policy.batch()).update();
        return new Tally(Map.of("purge_run", gone), gone == policy.batch());
      }
    };
  }
}
