package dev.phoneproof.worker.retention;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What counted abuse, when its window is over: nothing reads it any more. */
@Component
@Order(30)
class EndedQuotas implements Retained {

  /** A transaction that began in the window may still count. */
  private static final Duration AFTER_THE_WINDOW = Duration.ofMinutes(1);

  /** On from the last row, or each batch would pass all that was just removed. */
  private static final String DELETE =
      """
      with over as (
        select ctid, ends_at, about from quota
        where ends_at <= :upTo and (ends_at, about) >= (:lastEnd, :lastAbout)
        order by ends_at, about limit :size for update skip locked),
      gone as (delete from quota where ctid = any(array(select ctid from over)))
      select ends_at, about from over order by ends_at, about
      """;

  private static final String COUNT = "select count(*) from quota where ends_at <= :upTo";

  private final JdbcClient jdbc;
  private final RetentionPolicy policy;

  EndedQuotas(JdbcClient jdbc, RetentionPolicy policy) {
    this.jdbc = jdbc;
    this.policy = policy;
  }

  @Override
  public Batches over(OffsetDateTime now, boolean dryRun) {
    OffsetDateTime upTo = now.minus(AFTER_THE_WINDOW);
    return new Batches() {
      private Row last = new Row(OffsetDateTime.MIN, new byte[0]);

      @Override
      public OffsetDateTime upTo() {
        return upTo;
      }

      @Override
      public Tally next() {
        if (dryRun) {
          long count = jdbc.sql(COUNT).param("upTo", upTo).query(Long.class).single();
          return new Tally(Map.of("quota", count), false);
        }
        List<Row> gone = delete(upTo, last);
        last = gone.isEmpty() ? last : gone.getLast();
        return new Tally(Map.of("quota", (long) gone.size()), gone.size() == policy.batch());
      }
    };
  }

  private List<Row> delete(OffsetDateTime upTo, Row last) {
    return jdbc.sql(DELETE)
        .param("upTo", upTo)
        .param("lastEnd", last.endsAt())
        .param("lastAbout", last.about())
        .param("size", policy.batch())
        .query((row, index) ->
            new Row(row.getObject("ends_at", OffsetDateTime.class), row.getBytes("about")))
        .list();
  }

  // Bytes, because that is what the database takes; nobody compares rows.
  @SuppressWarnings("ArrayRecordComponent")
  private record Row(OffsetDateTime endsAt, byte[] about) {

    /** Without what it is about, which is as good as a number for whoever has the key. */
    @Override
    public String toString() {
      return "Row[" + endsAt + "]";
    }
  }
}
