package dev.phoneproof.worker.sending;

import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.ledger.Tasks;
import dev.phoneproof.worker.ledger.Transactions;
import dev.phoneproof.worker.pacing.Again;
import dev.phoneproof.worker.pacing.Pacing;
import dev.phoneproof.worker.provider.ProviderPolicy;
import dev.phoneproof.worker.storage.Sealed;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Claims verifications whose first message is due: new ones, those that waited for a slot or for
 * another send to their number, and those whose last try surely reached nobody.
 */
@Component
@Order(30)
class FirstSends implements Sweep {

  /**
   * After the pace has allowed so many. A row is inserted for the call, unless a send to the same
   * number is open; such a verification looks again a second later. One whose cancel came first is
   * left to that cancel.
   */
  private static final String CLAIM =
      """
      with due as (
        select v.id, v.number_hash, v.channel from verification v
        where v.status in ('REQUESTED', 'SENDING') and v.send_due_at <= clock_timestamp()
          and v.send_by > clock_timestamp() %s
          and not exists (
            select from submission c
            where c.verification_id = v.id and c.client_id = v.client_id
              and c.kind = 'CANCEL' and c.status = 'WAITING')
        order by v.send_due_at
        limit :most
        for update of v skip locked),
      started as (
        insert into send (
          id, verification_id, number_hash, kind, channel, status, created_at, started_at,
          lease_until)
        select gen_random_uuid(), d.id, d.number_hash, 'FIRST', d.channel, 'CALLING', t, t,
          t + :lease * interval '1 millisecond'
        from due d cross join (select clock_timestamp() as t) as clock
        order by d.number_hash
        on conflict (number_hash) where status in ('CALLING', 'LOOKING_UP') do nothing
        returning id, verification_id),
      waiting as (
        update verification v set send_due_at = clock_timestamp() + interval '1 second'
        from due d
        where v.id = d.id and not exists (select from started s where s.verification_id = d.id))
      update verification v set
        status = 'SENDING',
        send_due_at = null,
        revision = v.revision + case v.status when 'REQUESTED' then 1 else 0 end,
        changed_at = case v.status when 'REQUESTED' then clock_timestamp() else v.changed_at end
      from started s where v.id = s.verification_id
      returning s.id as send_id, v.id, v.number_sealed, v.channel,
        extract(epoch from v.send_by - clock_timestamp()) * 1000 as left_ms
      """;

  private static final String DUE =
      """
      select count(*) from (
        select from verification
        where send_due_at <= clock_timestamp() and send_by > clock_timestamp()
        limit :most) as due
      """;

  private static final String CLAIM_THESE = CLAIM.formatted("and v.id in (:ids)");
  private static final String CLAIM_ANY = CLAIM.formatted("");

  private final JdbcClient jdbc;
  private final Transactions transactions;
  private final RequestRows rows;
  private final Sender sender;
  private final ProviderPolicy policy;
  private final Pacing pacing;
  private final Again again;

  FirstSends(
      JdbcClient jdbc,
      Transactions transactions,
      RequestRows rows,
      Sender sender,
      ProviderPolicy policy,
      Pacing pacing,
      Tasks tasks) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.rows = rows;
    this.sender = sender;
    this.policy = policy;
    this.pacing = pacing;
    this.again = new Again(this, tasks);
  }

  /** Inserts requests and claims what may and can start, in one transaction. */
  RequestRows.Inserted insertAndStart(List<Received> requests) {
    String prepared = rows.prepare(requests);
    int allowed = pacing.take(requests.size());
    int used = 0;
    try {
      Started started = transactions.in(() -> insertAndClaim(prepared, allowed));
      used = started.claimed().size();
      started.claimed().forEach(sender::start);
      return started.inserted();
    } finally {
      pacing.giveBack(allowed - used);
      if (allowed < requests.size()) {
        again.soon();
      }
    }
  }

  private Started insertAndClaim(String requests, int most) {
    RequestRows.Inserted inserted = rows.insert(requests);
    List<ClaimedSend> claimed =
        inserted.allowed().isEmpty() || most == 0
            ? List.of()
            : claim(jdbc.sql(CLAIM_THESE).param("ids", inserted.allowed()), most);
    return new Started(inserted, claimed);
  }

  @Override
  public void sweep() {
    int due = countDue();
    int allowed = pacing.take(due);
    int used = 0;
    try {
      List<ClaimedSend> claimed = allowed == 0 ? List.of() : claim(jdbc.sql(CLAIM_ANY), allowed);
      used = claimed.size();
      claimed.forEach(sender::start);
    } finally {
      pacing.giveBack(allowed - used);
    }
    if (allowed < due) {
      again.soon();
    }
  }

  /** Permits are taken for what is there, or idle workers would use up the others' rate. */
  private int countDue() {
    return jdbc.sql(DUE).param("most", policy.inFlight()).query(Integer.class).single();
  }

  private List<ClaimedSend> claim(JdbcClient.StatementSpec statement, int most) {
    long claimedAt = System.nanoTime();
    return statement
        .param("most", most)
        .param("lease", policy.lease().toMillis())
        .query((row, index) ->
            new ClaimedSend(
                row.getObject("send_id", UUID.class),
                row.getObject("id", UUID.class),
                new Sealed(row.getObject("id", UUID.class), row.getBytes("number_sealed")),
                Channel.valueOf(row.getString("channel")),
                null,
                Math.min(
                    policy.latestStart(claimedAt),
                    claimedAt + TimeUnit.MILLISECONDS.toNanos(row.getLong("left_ms")))))
        .list();
  }

  private record Started(RequestRows.Inserted inserted, List<ClaimedSend> claimed) {}
}
