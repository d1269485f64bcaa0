package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.ErasureCompleted.Counts;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of a number. A row whose last outcome Kafka does not have yet loses all that is about
 * the person, its link to the number first, and goes when Kafka has it.
 */
@Component
class ErasableRows {

  private static final String OF_NUMBER = "v.number_hash = :hash and v.recorded_at <= :at";

  private static final String LIVE =
      "select v.id from verification v where "
          + OF_NUMBER
          + """
           and (v.status in ('REQUESTED', 'SENDING', 'SENT') or exists (
            select from submission s where s.verification_id = v.id and s.status <> 'DONE'))
          limit 500
          """;

  /** In the order in which the ledger locks them. */
  private static final String LOCK =
      "select v.id from verification v where " + OF_NUMBER + " order by v.id for update";

  /** Not those that an intake which had begun before the erasure adds meanwhile. */
  private static final String ENDED =
      OF_NUMBER + " and v.status not in ('REQUESTED', 'SENDING', 'SENT')";

  private static final String THEIRS =
      " where verification_id in (select v.id from verification v where " + ENDED + ")";

  private static final String IS_PUBLISHED =
      """
      v.published_revision >= v.revision and not exists (
        select from submission s where s.verification_id = v.id)
      """;

  /** Wrong PINs without a right one stay to the end of their period, and so do all counters. */
  private static final String RIGHT_PINS =
      "delete from number_standing where number_hash = :hash and wrong_pins = 0";

  private static final String STRIP =
      "update verification v set erased = true, number_hash = null, "
          + KeptNumber.ERASED
          + """
          , reference = null, nonce = null, amount = null, currency = null, payee = null,
            origin_tag = null, session_tag = null, device_tag = null, known_device = null,
            country = null, pin_id = null
          where\
          """
          + " "
          + ENDED;

  private static final String STRIP_SUBMISSIONS =
      "update submission set proof_sealed = null, reply_keys_sealed = null" + THEIRS;

  private final JdbcClient jdbc;

  ErasableRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Some of its verifications that have not ended, or have a submission that has not. */
  List<UUID> live(Erasure erasure) {
    return of(LIVE, erasure).query(UUID.class).list();
  }

  /** Erases all in the caller's transaction; empty, and nothing is done, while one is live. */
  Optional<Counts> erase(Erasure erasure) {
    int verifications = of(LOCK, erasure).query(UUID.class).list().size();
    if (!live(erasure).isEmpty()) {
      return Optional.empty();
    }
    int sends = of("delete from send" + THEIRS, erasure).update();
    int submissions =
        of("select count(*) from submission" + THEIRS, erasure).query(Integer.class).single();
    of("delete from submission" + THEIRS + " and (kind <> 'GUESS' or published)", erasure).update();
    of(STRIP_SUBMISSIONS + " and proof_sealed is not null", erasure).update();
    of(RIGHT_PINS, erasure).update();
    of("delete from verification v where " + ENDED + " and " + IS_PUBLISHED, erasure).update();
    of(STRIP, erasure).update();
    return Optional.of(new Counts(verifications, sends, submissions));
  }

  /** What was left for its outcomes goes when Kafka has them. */
  void eraseWhatIsPublished() {
    jdbc.sql(
            """
            delete from submission s using verification v
            where v.erased and v.id = s.verification_id and s.status = 'DONE'
              and (s.kind <> 'GUESS' or s.published)
            """)
        .update();
    jdbc.sql("delete from verification v where v.erased and " + IS_PUBLISHED).update();
  }

  private JdbcClient.StatementSpec of(String sql, Erasure erasure) {
    return jdbc.sql(sql)
        .param("hash", erasure.numberHash())
        .param("at", erasure.erasedAt().atOffset(ZoneOffset.UTC));
  }
}
