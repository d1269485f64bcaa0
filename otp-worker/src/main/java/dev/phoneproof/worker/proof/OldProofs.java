package dev.phoneproof.worker.proof;

import dev.phoneproof.worker.ledger.Sweep;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Erases proofs, and under which keys they went back, when they are not repeated any more. */
@Component
@Order(60)
class OldProofs implements Sweep {

  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_ROUNDS = 10;

  /** Five minutes: {@code docs/ledger.md}, guesses and verdicts. */
  private static final String ERASE =
      """
      update submission set proof_sealed = null, reply_keys_sealed = null
      where id in (
        select id from submission
        where proof_sealed is not null and ended_at < clock_timestamp() - interval '5 minutes'
        order by ended_at limit :most for update skip locked)
      """;

  private final JdbcClient jdbc;

  OldProofs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void sweep() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (jdbc.sql(ERASE).param("most", MOST_AT_ONCE).update() < MOST_AT_ONCE) {
        return;
      }
    }
  }
}
