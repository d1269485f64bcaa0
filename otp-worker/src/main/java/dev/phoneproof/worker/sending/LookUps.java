package dev.phoneproof.worker.sending;

import dev.phoneproof.worker.ledger.Change;
import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.ledger.Tasks;
import dev.phoneproof.worker.pacing.Again;
import dev.phoneproof.worker.pacing.Permits;
import dev.phoneproof.worker.pacing.Slots;
import dev.phoneproof.worker.provider.LookUpResult;
import dev.phoneproof.worker.provider.ProviderPolicy;
import dev.phoneproof.worker.storage.Sealed;
import dev.phoneproof.worker.verification.Send;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up whether uncertain sends went out. */
@Component
@Order(20)
class LookUps implements Sweep {

  private static final String DUE =
      """
      select count(*) from (
        select from send where status = 'LOOKING_UP' and due_at <= clock_timestamp()
        limit :most) as due
      """;

  /** A provider that keeps look-ups waiting must not keep sends from theirs: an eighth. */
  private static final int SHARE_OF_SLOTS = 8;

  /** The next look is due after this one's lease, should this instance die meanwhile. */
  private static final String CLAIM =
      """
      with due as (
        select id from send
        where status = 'LOOKING_UP' and due_at <= clock_timestamp()
        order by due_at limit :most for update skip locked)
      update send s set due_at = clock_timestamp() + :lease * interval '1 millisecond'
      from due d join send o on o.id = d.id join verification v on v.id = o.verification_id
      where s.id = d.id
      returning s.id, s.verification_id, v.number_sealed
      """;

  /**
   * Nobody had a slot or a permit for them, and their time to be sent again is over: what is not
   * known then stays unknown ({@code docs/ledger.md}, uncertain sends).
   */
  private static final String OVERDUE =
      """
      with due as (
        select s.id from send s join verification v on v.id = s.verification_id
        where s.status = 'LOOKING_UP' and s.due_at < clock_timestamp() - interval '5 seconds'
          and v.send_by < clock_timestamp() - interval '10 seconds'
        order by s.due_at limit 1000 for update of s skip locked)
      update send s set due_at = clock_timestamp() + :lease * interval '1 millisecond'
      from due d join send o on o.id = d.id join verification v on v.id = o.verification_id
      where s.id = d.id
      returning s.id, s.verification_id, v.number_sealed
      """;

  private final JdbcClient jdbc;
  private final LookUpCall call;
  private final ProviderPolicy policy;
  private final Ledger ledger;
  private final SendRules rules;
  private final Permits permits;
  private final Tasks tasks;
  private final Slots slots;
  private final Again again;

  LookUps(
      JdbcClient jdbc,
      LookUpCall call,
      ProviderPolicy policy,
      Ledger ledger,
      SendRules rules,
      Permits permits,
      Tasks tasks) {
    this.jdbc = jdbc;
    this.call = call;
    this.policy = policy;
    this.ledger = ledger;
    this.rules = rules;
    this.permits = permits;
    this.tasks = tasks;
    this.again = new Again(this, tasks);
    this.slots = new Slots(Math.ceilDiv(policy.inFlight(), SHARE_OF_SLOTS));
  }

  @Override
  public void sweep() {
    claim(OVERDUE, 0)
        .forEach(send -> ledger.add(new LookedUp(send, new LookUpResult.Failed(), () -> {})));
    int due = jdbc.sql(DUE).param("most", slots.free()).query(Integer.class).single();
    int withSlot = slots.take(due);
    int used = 0;
    try {
      int allowed = permits.take(withSlot);
      used = start(allowed);
      permits.giveBack(allowed - used);
      if (allowed < due) {
        again.soon();
      }
    } finally {
      slots.release(withSlot - used);
    }
  }

  private int start(int most) {
    List<Claimed> claimed = most == 0 ? List.of() : claim(CLAIM, most);
    claimed.forEach(send -> tasks.execute(() -> lookUp(send)));
    return claimed.size();
  }

  private List<Claimed> claim(String sql, int most) {
    return jdbc.sql(sql)
        .param("most", most)
        .param("lease", policy.lease().toMillis())
        .query((row, index) ->
            new Claimed(
                row.getObject("id", UUID.class),
                row.getObject("verification_id", UUID.class),
                new Sealed(
                    row.getObject("verification_id", UUID.class), row.getBytes("number_sealed"))))
        .list();
  }

  private void lookUp(Claimed claimed) {
    LookUpResult result = call.of(claimed.verificationId(), claimed.number());
    ledger.add(new LookedUp(claimed, result, () -> slots.release(1)));
  }

  private record Claimed(UUID sendId, UUID verificationId, Sealed number) {}

  private final class LookedUp implements Change {

    private final Claimed claimed;
    private final LookUpResult result;
    private final Runnable release;

    LookedUp(Claimed claimed, LookUpResult result, Runnable release) {
      this.claimed = claimed;
      this.result = result;
      this.release = release;
    }

    @Override
    public UUID verificationId() {
      return claimed.verificationId();
    }

    @Override
    public UUID sendId() {
      return claimed.sendId();
    }

    @Override
    public void applyTo(LedgerSession session) {
      // An erasure may have taken it away meanwhile.
      session
          .find(Send.class, claimed.sendId())
          .filter(send -> send.status() == Send.Progress.LOOKING_UP)
          .ifPresent(send -> rules.lookedUp(session, send, result));
    }

    @Override
    public void done() {
      release.run();
    }
  }
}
