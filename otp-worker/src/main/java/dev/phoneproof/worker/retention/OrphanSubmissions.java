package dev.phoneproof.worker.retention;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** PINs and cancels whose verification never came, or came back after it was removed. */
@Component
@Order(20)
class OrphanSubmissions implements Retained {

  private static final String FIND =
      """
      select c.id, c.ended_at as ended, c.ctid::text as place from submission c
      where c.status = 'DONE' and (c.ended_at, c.id) > (:lastEnd, :lastId)
        and c.ended_at <= :endedBefore and c.recorded_at <= :recordedBefore
        and (c.kind = 'CANCEL' or c.published)
        and not exists (select from verification v where v.id = c.verification_id)
      order by c.ended_at, c.id limit :size
      """;

  private static final String LOCK = "for update of c skip locked";

  private final JdbcClient jdbc;
  private final RetentionPolicy policy;

  OrphanSubmissions(JdbcClient jdbc, RetentionPolicy policy) {
    this.jdbc = jdbc;
    this.policy = policy;
  }

  @Override
  public Batches over(OffsetDateTime now, boolean dryRun) {
    Cursor cursor = new Cursor(jdbc, policy.batch());
    OffsetDateTime upTo = now.minus(policy.verification());
    OffsetDateTime recordedBefore = now.minus(RetentionPolicy.LONGER_THAN_THE_TOPICS);
    return new Batches() {
      @Override
      public OffsetDateTime upTo() {
        return upTo;
      }

      @Override
      public Tally next() {
        List<Cursor.Row> rows = cursor.next(dryRun ? FIND : FIND + LOCK, upTo, recordedBefore);
        long count = dryRun ? rows.size() : delete(rows);
        return new Tally(Map.of("orphan_submission", count), cursor.isFull(rows));
      }
    };
  }

  private long delete(List<Cursor.Row> rows) {
    return jdbc.sql("delete from submission where ctid = any(:places::tid[])")
        .param("places", Cursor.places(rows))
        .update();
  }
}
