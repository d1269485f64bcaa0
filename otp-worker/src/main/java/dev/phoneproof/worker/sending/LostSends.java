package dev.phoneproof.worker.sending;

import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.provider.SendResult;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds calls whose instance has died or was frozen: their outcome is unknown. */
@Component
@Order(10)
class LostSends implements Sweep {

  private static final String LOST =
      """
      select id, verification_id from send
      where status = 'CALLING' and lease_until < clock_timestamp()
      order by lease_until limit 5000
      """;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final SendRules rules;

  LostSends(JdbcClient jdbc, Ledger ledger, SendRules rules) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.rules = rules;
  }

  @Override
  public void sweep() {
    jdbc.sql(LOST)
        .query((row, index) ->
            new SendFinished(
                row.getObject("verification_id", UUID.class),
                row.getObject("id", UUID.class),
                new SendResult.Unknown(),
                rules,
                () -> {}))
        .list()
        .forEach(ledger::add);
  }
}
