package dev.phoneproof.worker.sending;

import dev.phoneproof.events.Origin;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.ledger.Transactions;
import dev.phoneproof.worker.limit.Admission;
import dev.phoneproof.worker.limit.Asked;
import dev.phoneproof.worker.limit.Refusal;
import dev.phoneproof.worker.verification.Send;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Inserts rows for resends, many in one statement; what is there already stays. They are counted
 * here, not when they start: the counters of a client are locked for a moment only, and always
 * before a send opens.
 */
@Component
class ResendRows {

  /**
   * In a statement of its own: the next one sees all that whoever held these before has done. A
   * verification that was removed meanwhile drops out, and one resend of each is let in at a time.
   */
  private static final String LOCK =
      """
      select id from verification
      where id in (
        select verification_id from jsonb_to_recordset(:rows::jsonb) as r (verification_id uuid))
      order by id for update
      """;

  /**
   * What comes too early is not counted, so it never starts: in the cooldown, or while another one
   * of the verification has not come to its end. Of those that come together the first is let in.
   */
  private static final String INSERT =
      """
      with asked as (
        select r.*, v.number_hash, v.status = 'SENT' and v.resend_at <= clock_timestamp() as in_time,
          row_number() over (
            partition by v.id order by known.id is not null, r.recorded_at, r.id) as turn
        from jsonb_to_recordset(:rows::jsonb) as r (
          id uuid, verification_id uuid, client_id text, channel text, recorded_at timestamptz)
        join verification v on v.id = r.verification_id and v.client_id = r.client_id
        left join send known on known.id = r.id
        where v.number_hash is not null),
      inserted as (
      insert into send (
        id, verification_id, number_hash, kind, channel, status, created_at, due_at, refused_by)
      select a.id, a.verification_id, a.number_hash, 'RESEND', a.channel, 'WAITING', a.recorded_at,
        now(),
        case when a.in_time and a.turn = 1 and not exists (
          select from send s
          where s.verification_id = a.verification_id and s.kind = 'RESEND' and s.status <> 'DONE')
          then null else :tooEarly end
      from asked a
      order by a.verification_id, a.turn
      on conflict (id) do nothing
      returning id, verification_id, number_hash, refused_by),
      audited as (
        insert into audit_event (at, verification_id, client_id, actor, action, revision)
        select now(), v.id, v.client_id, 'client', 'RESEND_REQUESTED', v.revision
        from inserted i join verification v on v.id = i.verification_id)
      select i.id, i.verification_id, i.refused_by, encode(i.number_hash, 'hex') as number_hash,
        v.client_id, coalesce(v.country, 'ZZ') as country, v.known_device
      from inserted i join verification v on v.id = i.verification_id
      """;

  private static final String REFUSE =
      """
      with refused as (
        update send s set refused_by = r.limit_code, retry_at = r.retry_at
        from jsonb_to_recordset(:rows::jsonb) as r (id uuid, limit_code text, retry_at timestamptz)
        where s.id = r.id
        returning s.verification_id, s.refused_by)
      insert into audit_event (at, verification_id, client_id, actor, action, reason, revision)
      select now(), v.id, v.client_id, 'worker', 'RESEND_REFUSED', r.refused_by, v.revision
      from refused r join verification v on v.id = r.verification_id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Transactions transactions;
  private final Admission admission;

  ResendRows(JdbcClient jdbc, JsonMapper json, Transactions transactions, Admission admission) {
    this.jdbc = jdbc;
    this.json = json;
    this.transactions = transactions;
    this.admission = admission;
  }

  /**
   * New resends by their ids, each with its verification.
   *
   * @param allowed may start
   * @param refused are to be dropped
   */
  record Inserted(Map<UUID, UUID> allowed, Map<UUID, UUID> refused) {

    private void refuse(List<Refusal> refusals) {
      for (Refusal refusal : refusals) {
        refused.put(refusal.id(), allowed.remove(refusal.id()));
      }
    }
  }

  /** Inserts and counts them in one transaction. */
  Inserted insert(List<Received> resends) {
    String rows = json.writeValueAsString(resends.stream().map(ResendRows::row).toList());
    return transactions.in(() -> {
      jdbc.sql(LOCK).param("rows", rows).query(UUID.class).list();
      Inserted inserted = new Inserted(new HashMap<>(), new HashMap<>());
      List<Refusal> refusals = admission.refuseResends(insert(rows, inserted));
      inserted.refuse(refusals);
      refuse(refusals);
      return inserted;
    });
  }

  /** Returns those that did not come too early. */
  private List<Asked> insert(String rows, Inserted inserted) {
    List<Asked> inTime = new ArrayList<>();
    jdbc.sql(INSERT)
        .param("rows", rows)
        .param("tooEarly", Send.TOO_EARLY)
        .query(row -> {
          UUID id = row.getObject("id", UUID.class);
          UUID verification = row.getObject("verification_id", UUID.class);
          if (row.getString("refused_by") != null) {
            inserted.refused().put(id, verification);
            return;
          }
          inserted.allowed().put(id, verification);
          inTime.add(
              new Asked(
                  id,
                  row.getString("client_id"),
                  row.getString("number_hash"),
                  row.getString("country"),
                  new Origin(null, null, null, row.getObject("known_device", Boolean.class)),
                  false));
        });
    return inTime;
  }

  private void refuse(List<Refusal> refused) {
    if (!refused.isEmpty()) {
      List<Map<String, String>> rows =
          refused.stream()
              .map(refusal ->
                  Map.of(
                      "id", refusal.id().toString(),
                      "limit_code", refusal.limit(),
                      "retry_at", refusal.retryAt().toString()))
              .toList();
      jdbc.sql(REFUSE).param("rows", json.writeValueAsString(rows)).update();
    }
  }

  private static Map<String, Object> row(Received received) {
    OtpResendRequested resend = (OtpResendRequested) received.event();
    return Map.of(
        "id", rowId(received),
        "verification_id", resend.verificationId(),
        "client_id", resend.clientId(),
        "channel", resend.channel().name(),
        "recorded_at", received.recordedAt().toString());
  }

  /** Consumers recognise a repeated event by its source and id. */
  private static UUID rowId(Received received) {
    String name = received.source() + "\n" + received.eventId();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
