package dev.phoneproof.worker.retention;

import dev.phoneproof.worker.retention.PurgeRun.Outcome;
import dev.phoneproof.worker.retention.PurgeRun.Removed;
import dev.phoneproof.worker.retention.PurgeRun.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was run, in the order in which it was. */
@Component
class PurgeRuns {

  private static final String BEGIN =
      """
      insert into purge_run (id, trigger, dry_run, started_at)
      values (:id, :trigger, :dryRun, clock_timestamp())
      returning started_at
      """;

  private static final String END =
      """
      update purge_run set ended_at = clock_timestamp(), outcome = :outcome
      where id = :id and outcome is null
      """;

  private static final String ABANDON =
      """
      update purge_run set ended_at = clock_timestamp(), outcome = 'ABANDONED'
      where outcome is null
      """;

  private static final String LAST_DONE =
      """
      select started_at, started_at > clock_timestamp() - :every * interval '1 second' as recent
      from purge_run where trigger = 'SCHEDULE' and outcome = 'DONE'
      order by started_at desc limit 1
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  PurgeRuns(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Writes down that it runs, and returns PostgreSQL's time. */
  OffsetDateTime begin(UUID id, Trigger trigger, boolean dryRun) {
    return jdbc.sql(BEGIN)
        .param("id", id)
        .param("trigger", trigger.name())
        .param("dryRun", dryRun)
        .query(OffsetDateTime.class)
        .single();
  }

  /** Within the transaction that removes it: what is gone has been counted. */
  void note(UUID id, Map<String, Removed> records) {
    jdbc.sql("update purge_run set records = :records::jsonb where id = :id")
        .param("id", id)
        .param("records", json.writeValueAsString(records))
        .update();
  }

  void end(UUID id, Outcome outcome) {
    jdbc.sql(END).param("id", id).param("outcome", outcome.name()).update();
  }

  /** For the one who has the lock: those that seem to run have lost their worker. */
  void abandonUnfinished() {
    jdbc.sql(ABANDON).update();
  }

  /** The last one of the schedule that came to its end, if there is one. */
  LastDone lastDone(Duration every) {
    return jdbc.sql(LAST_DONE)
        .param("every", every.toSeconds())
        .query((row, index) ->
            new LastDone(
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("recent")))
        .optional()
        .orElse(LastDone.NEVER);
  }

  /** The newest first. */
  List<PurgeRun> newest(int most) {
    return jdbc.sql("select * from purge_run order by started_at desc limit :most")
        .param("most", most)
        .query((row, index) -> run(row))
        .list();
  }

  private PurgeRun run(ResultSet row) throws SQLException {
    OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
    String outcome = row.getString("outcome");
    return new PurgeRun(
        row.getObject("id", UUID.class),
        Trigger.valueOf(row.getString("trigger")),
        row.getBoolean("dry_run"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        endedAt == null ? null : endedAt.toInstant(),
        outcome == null ? null : Outcome.valueOf(outcome),
        json.readValue(row.getString("records"), new TypeReference<Map<String, Removed>>() {}));
  }

  /**
   * The last finished run of the schedule.
   *
   * @param startedAt null: there was none
   * @param recent whether the next one is not due yet
   */
  record LastDone(@Nullable Instant startedAt, boolean recent) {

    static final LastDone NEVER = new LastDone(null, false);
  }
}
