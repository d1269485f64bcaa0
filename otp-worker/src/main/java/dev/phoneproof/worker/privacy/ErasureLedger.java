package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.ErasureCompleted.Counts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of erasures. What is in it takes effect: intake asks it about every request. */
@Component
class ErasureLedger {

  private static final String INSERT =
      """
      insert into erasure_ledger (
        request_id, number_hash, erased_at, requested_by, reason, verifications, sends,
        submissions, answered, blocks_until, kept_until)
      values (
        :id, :hash, :at, :by, :reason, :verifications, :sends, :submissions, :answered,
        :at + :tombstone * interval '1 second', :at + :kept * interval '1 second')
      on conflict (request_id) do nothing
      """;

  /** The broker's clock may be ahead of PostgreSQL's: what is there already is covered. */
  private static final String NOW =
      """
      select greatest(clock_timestamp(), max(recorded_at)) from verification
      where number_hash = :hash
      """;

  private static final String COLUMNS =
      "select request_id, number_hash, erased_at, requested_by, reason, verifications, sends,"
          + " submissions from erasure_ledger ";

  private static final String COMPLETE =
      """
      update erasure_ledger set
        completed_at = clock_timestamp(),
        verifications = coalesce(verifications, :verifications),
        sends = coalesce(sends, :sends),
        submissions = coalesce(submissions, :submissions)
      where request_id = :id
      """;

  /** Of erasures whose number has rows all the same. */
  private static final String REAPPEARED =
      COLUMNS
          + """
          e where exists (
            select from verification v
            where v.number_hash = e.number_hash and v.recorded_at <= e.erased_at)
          """;

  private static final int MOST_AT_ONCE = 1_000;

  private final JdbcClient jdbc;
  private final PrivacyPolicy policy;

  ErasureLedger(JdbcClient jdbc, PrivacyPolicy policy) {
    this.jdbc = jdbc;
    this.policy = policy;
  }

  /** From when on a number is erased that somebody wants erased now. */
  Instant now(byte[] numberHash) {
    return jdbc.sql(NOW).param("hash", numberHash).query(OffsetDateTime.class).single().toInstant();
  }

  /**
   * Adds an erasure, to be done.
   *
   * @param answered whether Kafka has its answer already
   * @return false if there is one of that id; then that stays as it is
   */
  boolean add(Erasure erasure, boolean answered) {
    @Nullable Counts counts = erasure.counts();
    return jdbc.sql(INSERT)
            .param("id", erasure.requestId())
            .param("hash", erasure.numberHash())
            .param("at", erasure.erasedAt().atOffset(ZoneOffset.UTC))
            .param("by", erasure.requestedBy())
            .param("reason", erasure.reason())
            .param("verifications", counts == null ? null : counts.verifications())
            .param("sends", counts == null ? null : counts.sends())
            .param("submissions", counts == null ? null : counts.submissions())
            .param("answered", answered)
            .param("tombstone", policy.tombstone().toSeconds())
            .param("kept", policy.erasureLedger().toSeconds())
            .update()
        == 1;
  }

  /** Locks it until the transaction's end, so that it is done, and counted, once. */
  boolean lockUnlessCompleted(UUID requestId) {
    return jdbc.sql(
            "select 1 from erasure_ledger where request_id = :id and completed_at is null"
                + " for update")
        .param("id", requestId)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** It is done. Counts from before a restore stay. */
  void complete(UUID requestId, Counts counts) {
    jdbc.sql(COMPLETE)
        .param("id", requestId)
        .param("verifications", counts.verifications())
        .param("sends", counts.sends())
        .param("submissions", counts.submissions())
        .update();
  }

  /** Kafka has its answer. */
  void answered(UUID requestId) {
    jdbc.sql("update erasure_ledger set answered = true where request_id = :id")
        .param("id", requestId)
        .update();
  }

  /** One erasure. */
  Optional<Erasure> find(UUID requestId) {
    return jdbc.sql(COLUMNS + "where request_id = :id")
        .param("id", requestId)
        .query(ErasureLedger::erasure)
        .optional();
  }

  /** What is to be done. */
  List<Erasure> open() {
    return jdbc.sql(COLUMNS + "where completed_at is null order by erased_at limit " + MOST_AT_ONCE)
        .query(ErasureLedger::erasure)
        .list();
  }

  /** What is done, and for a while not known to be answered. */
  List<Erasure> unanswered() {
    return jdbc.sql(
            COLUMNS
                + "where completed_at < clock_timestamp() - interval '2 seconds' and not answered"
                + " order by erased_at limit "
                + MOST_AT_ONCE)
        .query(ErasureLedger::erasure)
        .list();
  }

  /** Erasures whose number has rows again: a part of the database was restored. */
  List<Erasure> reappeared() {
    return jdbc.sql(REAPPEARED).query(ErasureLedger::erasure).list();
  }

  /**
   * The same for the newest ones: an intake that had begun before them did not see them. Intake's
   * transactions end within a minute.
   */
  List<Erasure> reappearedSoon() {
    return jdbc.sql(REAPPEARED + "and e.completed_at > clock_timestamp() - interval '1 minute'")
        .query(ErasureLedger::erasure)
        .list();
  }

  /** All from a time on, the oldest first. */
  List<Erasure> since(Instant from) {
    return jdbc.sql(COLUMNS + "where erased_at >= :from order by erased_at, request_id")
        .param("from", from.atOffset(ZoneOffset.UTC))
        .query(ErasureLedger::erasure)
        .list();
  }

  /** Of one number. */
  List<Erasure> of(byte[] numberHash) {
    return jdbc.sql(COLUMNS + "where number_hash = :hash order by erased_at, request_id")
        .param("hash", numberHash)
        .query(ErasureLedger::erasure)
        .list();
  }

  /** No backup is older than what is forgotten here. */
  void forgetOld() {
    jdbc.sql("delete from erasure_ledger where kept_until < clock_timestamp()").update();
  }

  private static Erasure erasure(ResultSet row, int index) throws SQLException {
    return new Erasure(
        row.getObject("request_id", UUID.class),
        row.getBytes("number_hash"),
        row.getObject("erased_at", OffsetDateTime.class).toInstant(),
        row.getString("requested_by"),
        row.getString("reason"),
        row.getObject("verifications") == null
            ? null
            : new Counts(
                row.getInt("verifications"), row.getInt("sends"), row.getInt("submissions")));
  }
}
