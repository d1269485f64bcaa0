package dev.phoneproof.worker.submission;

import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.pacing.Slots;
import dev.phoneproof.worker.proof.ProofSubject;
import dev.phoneproof.worker.provider.ProviderPolicy;
import dev.phoneproof.worker.storage.Sealed;
import dev.phoneproof.worker.verification.VerificationPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Claims typed PINs for their check: one at a time for a verification, oldest first. */
@Component
class PinChecks {

  /**
   * Claiming counts the guess in the same statement, so that no crash and no parallel claim gives
   * one away. One that was counted before is not counted again.
   */
  private static final String CLAIM =
      """
      with oldest as (
        select distinct on (s.verification_id) s.id, s.verification_id, s.counted, s.recorded_at,
          s.not_before
        from submission s
        join verification own on own.id = s.verification_id and own.client_id = s.client_id
        where s.verification_id in (:ids) and s.kind = 'GUESS' and s.status = 'WAITING'
        order by s.verification_id, s.recorded_at, s.id),
      startable as (
        select o.* from oldest o join verification v on v.id = o.verification_id
        where v.status = 'SENT' and o.recorded_at <= v.expires_at
          and (o.not_before is null or o.not_before <= clock_timestamp())
          and not exists (
            select from submission c
            where c.verification_id = o.verification_id and c.status = 'CHECKING')
        limit :slots),
      counted as (
        update verification v set guesses = v.guesses + 1
        from startable s
        where v.id = s.verification_id and not s.counted
          and v.status = 'SENT' and v.guesses < :budget
        returning v.id)
      update submission s set
        status = 'CHECKING', counted = true, calls = s.calls + 1, due_at = null,
        lease_until = clock_timestamp() + :lease * interval '1 millisecond'
      from startable o join verification v on v.id = o.verification_id
      where s.id = o.id
        and (o.counted or exists (select from counted c where c.id = o.verification_id))
      returning s.id, s.verification_id, s.pin_sealed, s.calls, v.pin_id,
        s.reply_keys_sealed is not null as proof_wanted, v.client_id, v.number_sealed, v.channel,
        v.purpose, v.reference, v.nonce, v.amount, v.currency, v.payee
      """;

  private final JdbcClient jdbc;
  private final PinCheck check;
  private final ProviderPolicy policy;
  private final Slots slots;

  PinChecks(JdbcClient jdbc, PinCheck check, ProviderPolicy policy) {
    this.jdbc = jdbc;
    this.check = check;
    this.policy = policy;
    this.slots = new Slots(policy.inFlight());
  }

  /**
   * Claims what can start. The verifications are locked by the caller's transaction.
   *
   * @return the checks, to be run after the commit
   */
  List<Runnable> claim(Collection<UUID> verificationIds) {
    int taken = check.isStopping() ? 0 : take(verificationIds.size());
    if (taken == 0) {
      return List.of();
    }
    giveBackUnlessCommitted(taken);
    List<ClaimedCheck> claimed = claim(verificationIds, taken);
    List<Runnable> tasks = new ArrayList<>();
    tasks.add(() -> giveBack(taken - claimed.size()));
    claimed.forEach(one -> tasks.add(() -> check.start(one, () -> slots.release(1))));
    return tasks;
  }

  /** Whether no check is made at present because most of them failed. */
  boolean isProviderAway() {
    return !check.circuit().isClosed();
  }

  private int take(int wanted) {
    int withSlot = slots.take(wanted);
    int letThrough = check.circuit().take(withSlot);
    slots.release(withSlot - letThrough);
    return letThrough;
  }

  private void giveBack(int count) {
    check.circuit().giveBack(count);
    slots.release(count);
  }

  private List<ClaimedCheck> claim(Collection<UUID> verificationIds, int most) {
    long latestStart = policy.latestStart(System.nanoTime());
    return jdbc.sql(CLAIM)
        .param("ids", verificationIds)
        .param("slots", most)
        .param("budget", VerificationPolicy.MAX_GUESSES)
        .param("lease", policy.lease().toMillis())
        .query((row, index) -> claimed(row, latestStart))
        .list();
  }

  private static ClaimedCheck claimed(ResultSet row, long latestStart) throws SQLException {
    UUID submissionId = row.getObject("id", UUID.class);
    return new ClaimedCheck(
        submissionId,
        row.getObject("verification_id", UUID.class),
        row.getString("pin_id"),
        new Sealed(submissionId, row.getBytes("pin_sealed")),
        subject(submissionId, row),
        row.getBoolean("proof_wanted"),
        row.getInt("calls"),
        latestStart);
  }

  private static ProofSubject subject(UUID submissionId, ResultSet row) throws SQLException {
    UUID verificationId = row.getObject("verification_id", UUID.class);
    return new ProofSubject(
        submissionId,
        verificationId,
        row.getString("client_id"),
        new Sealed(verificationId, row.getBytes("number_sealed")),
        Channel.valueOf(row.getString("channel")),
        row.getString("purpose"),
        new CallerData(row.getString("reference"), row.getString("nonce"), transaction(row)));
  }

  private static @Nullable Transaction transaction(ResultSet row) throws SQLException {
    String amount = row.getString("amount");
    return amount == null
        ? null
        : new Transaction(amount, row.getString("currency"), row.getString("payee"));
  }

  private void giveBackUnlessCommitted(int taken) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            if (status != STATUS_COMMITTED) {
              giveBack(taken);
            }
          }
        });
  }
}
