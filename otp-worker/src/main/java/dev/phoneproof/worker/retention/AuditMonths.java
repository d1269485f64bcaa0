package dev.phoneproof.worker.retention;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Audit rows and operators' calls, by dropping their months; and the months that come, so that they
 * are there in time. {@code V5__retention.sql} has the functions, for the worker's role may do
 * neither by itself.
 */
@Component
@Order(80)
class AuditMonths implements Retained {

  private static final int MONTHS_AHEAD = 2;

  private final JdbcClient jdbc;
  private final RetentionPolicy policy;

  AuditMonths(JdbcClient jdbc, RetentionPolicy policy) {
    this.jdbc = jdbc;
    this.policy = policy;
  }

  @Override
  public Batches over(OffsetDateTime now, boolean dryRun) {
    LocalDate day = now.minus(policy.audit()).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    return new Batches() {
      private boolean madeAhead = dryRun;

      @Override
      public OffsetDateTime upTo() {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
      }

      /** In transactions of their own: neither holds the other's locks. */
      @Override
      public Tally next() {
        if (!madeAhead) {
          jdbc.sql("select audit_partitions_ahead(:months)")
              .param("months", MONTHS_AHEAD)
              .query(Integer.class)
              .single();
          madeAhead = true;
          return new Tally(Map.of(), true);
        }
        return dryRun
            ? tally(rows("select part, over from audit_before(:day)", day), false)
            : dropped(day);
      }
    };
  }

  private Tally dropped(LocalDate day) {
    Map<String, Long> rows = rows("select part, dropped from drop_audit_before(:day)", day);
    return tally(rows, !rows.isEmpty());
  }

  private static Tally tally(Map<String, Long> parts, boolean more) {
    Map<String, Long> rows = new HashMap<>(parts);
    rows.put("audit_event", 0L);
    rows.put("operator_call", 0L);
    return new Tally(rows, more);
  }

  private Map<String, Long> rows(String sql, LocalDate day) {
    Map<String, Long> rows = new HashMap<>();
    jdbc.sql(sql)
        .param("day", day)
        .query(row -> {
          rows.merge(row.getString(1), row.getLong(2), Long::sum);
        });
    return rows;
  }
}
