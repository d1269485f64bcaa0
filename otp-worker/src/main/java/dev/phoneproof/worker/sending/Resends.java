package dev.phoneproof.worker.sending;

import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.ledger.Tasks;
import dev.phoneproof.worker.pacing.Again;
import dev.phoneproof.worker.pacing.Pacing;
import dev.phoneproof.worker.provider.ProviderPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Starts resends, or drops those that must not happen. */
@Component
@Order(40)
class Resends implements Sweep {

  private static final String DUE =
      """
      select id, verification_id from send
      where status = 'WAITING' and due_at <= clock_timestamp()
      order by due_at limit :most
      """;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Sender sender;
  private final OtherSends others;
  private final ProviderPolicy policy;
  private final Pacing pacing;
  private final Again again;

  Resends(
      JdbcClient jdbc,
      Ledger ledger,
      Sender sender,
      OtherSends others,
      ProviderPolicy policy,
      Pacing pacing,
      Tasks tasks) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.sender = sender;
    this.others = others;
    this.policy = policy;
    this.pacing = pacing;
    this.again = new Again(this, tasks);
  }

  /**
   * Decides about waiting resends; those that may not start now wait for the sweep.
   *
   * @param sends verification by send
   */
  void start(Map<UUID, UUID> sends) {
    int allowed = pacing.take(sends.size());
    sends.entrySet().stream()
        .limit(allowed)
        .map(
            send -> new StartResend(send.getValue(), send.getKey(), sender, others, policy, pacing))
        .forEach(ledger::add);
    if (allowed < sends.size()) {
      again.soon();
    }
  }

  @Override
  public void sweep() {
    Map<UUID, UUID> due = new HashMap<>();
    jdbc.sql(DUE)
        .param("most", policy.inFlight())
        .query((row, index) ->
            due.put(row.getObject("id", UUID.class), row.getObject("verification_id", UUID.class)))
        .list();
    start(due);
  }
}
