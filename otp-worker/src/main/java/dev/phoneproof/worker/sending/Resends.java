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

  /** What will not be sent any more is dropped also while nothing may be sent. */
  private static final String OVER =
      """
      select s.id, s.verification_id
      from send s left join verification v on v.id = s.verification_id
      where s.status = 'WAITING'
        and (s.created_at < clock_timestamp() - :patience * interval '1 millisecond'
          or v.status is distinct from 'SENT' or s.refused_by is not null)
      limit :most
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
        .map(send -> resend(send.getKey(), send.getValue()))
        .forEach(ledger::add);
    if (allowed < sends.size()) {
      again.soon();
    }
  }

  /** Those that were refused when they were asked for end at once, with an outcome. */
  void drop(Map<UUID, UUID> sends) {
    sends.forEach((send, verification) -> ledger.add(resend(send, verification).withoutPermit()));
  }

  private StartResend resend(UUID send, UUID verification) {
    return new StartResend(verification, send, sender, others, policy, pacing);
  }

  @Override
  public void sweep() {
    Map<UUID, UUID> over =
        waiting(jdbc.sql(OVER).param("patience", StartResend.LONGEST_WAIT.toMillis()));
    drop(over);
    Map<UUID, UUID> due = waiting(jdbc.sql(DUE));
    due.keySet().removeAll(over.keySet());
    start(due);
  }

  private Map<UUID, UUID> waiting(JdbcClient.StatementSpec which) {
    Map<UUID, UUID> found = new HashMap<>();
    which
        .param("most", policy.inFlight())
        .query((row, index) ->
            found.put(
                row.getObject("id", UUID.class), row.getObject("verification_id", UUID.class)))
        .list();
    return found;
  }
}
