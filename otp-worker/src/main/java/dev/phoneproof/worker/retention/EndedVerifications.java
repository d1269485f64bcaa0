package dev.phoneproof.worker.retention;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Verifications with their sends and submissions, when they have ended, nothing of them is open and
 * everything has been published. Their row's lock guards the rest.
 */
@Component
@Order(10)
class EndedVerifications implements Retained {

  private static final String FIND =
      """
      select v.id, v.changed_at as ended, v.ctid::text as place from verification v
      where v.status in ('VERIFIED', 'LOCKED', 'EXPIRED', 'CANCELED', 'REFUSED', 'FAILED')
        and (v.changed_at, v.id) > (:lastEnd, :lastId)
        and v.changed_at <= :endedBefore and v.recorded_at <= :recordedBefore
        and v.published_revision >= v.revision
        and not exists (
          select from send s where s.verification_id = v.id and s.status <> 'DONE')
        and not exists (
          select from submission c where c.verification_id = v.id
            and (c.status <> 'DONE' or c.kind = 'GUESS' and not c.published))
      order by v.changed_at, v.id limit :size
      """;

  private static final String LOCK = "for update of v skip locked";

  private static final String OF_THESE = " where verification_id = any(:ids::uuid[])";

  private final JdbcClient jdbc;
  private final RetentionPolicy policy;

  EndedVerifications(JdbcClient jdbc, RetentionPolicy policy) {
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
        return new Tally(dryRun ? count(rows) : delete(rows), cursor.isFull(rows));
      }
    };
  }

  private Map<String, Long> delete(List<Cursor.Row> rows) {
    String ids = Cursor.ids(rows);
    return Map.of(
        "send", (long) jdbc.sql("delete from send" + OF_THESE).param("ids", ids).update(),
        "submission",
            (long) jdbc.sql("delete from submission" + OF_THESE).param("ids", ids).update(),
        "verification", deleteVerifications(rows));
  }

  private long deleteVerifications(List<Cursor.Row> rows) {
    return jdbc.sql("delete from verification where ctid = any(:places::tid[])")
        .param("places", Cursor.places(rows))
        .update();
  }

  private Map<String, Long> count(List<Cursor.Row> rows) {
    String ids = Cursor.ids(rows);
    return Map.of(
        "send", count("send", ids),
        "submission", count("submission", ids),
        "verification", (long) rows.size());
  }

  private long count(String table, String ids) {
    return jdbc.sql("select count(*) from " + table + OF_THESE)
        .param("ids", ids)
        .query(Long.class)
        .single();
  }
}
