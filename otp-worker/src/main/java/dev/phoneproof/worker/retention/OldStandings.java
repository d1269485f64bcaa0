package dev.phoneproof.worker.retention;

import dev.phoneproof.worker.limit.LimitPolicy;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Wrong PINs of a number, long after the last one or when a right one has followed. */
@Component
@Order(40)
class OldStandings implements Retained {

  private static final String DELETE =
      """
      delete from number_standing where ctid = any(array(
        select ctid from number_standing where wrong_at <= :upTo
        order by wrong_at limit :size for update skip locked))
      """;

  private static final String COUNT =
      "select count(*) from number_standing where wrong_at <= :upTo";

  private final JdbcClient jdbc;
  private final RetentionPolicy policy;
  private final LimitPolicy limits;

  OldStandings(JdbcClient jdbc, RetentionPolicy policy, LimitPolicy limits) {
    this.jdbc = jdbc;
    this.policy = policy;
    this.limits = limits;
  }

  @Override
  public Batches over(OffsetDateTime now, boolean dryRun) {
    OffsetDateTime upTo = now.minus(limits.wrongPinsKept());
    return new Batches() {
      @Override
      public OffsetDateTime upTo() {
        return upTo;
      }

      @Override
      public Tally next() {
        if (dryRun) {
          long count = jdbc.sql(COUNT).param("upTo", upTo).query(Long.class).single();
          return new Tally(Map.of("number_standing", count), false);
        }
        long gone = jdbc.sql(DELETE).param("upTo", upTo).param("size", policy.batch()).update();
        return new Tally(Map.of("number_standing", gone), gone == policy.batch());
      }
    };
  }
}
