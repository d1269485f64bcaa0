package dev.phoneproof.worker.sending;

import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.Origin;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.limit.Admission;
import dev.phoneproof.worker.limit.Asked;
import dev.phoneproof.worker.limit.Countries;
import dev.phoneproof.worker.limit.LimitPolicy;
import dev.phoneproof.worker.limit.Refusal;
import dev.phoneproof.worker.storage.Vault;
import dev.phoneproof.worker.verification.Msisdn;
import dev.phoneproof.worker.verification.NumberHash;
import dev.phoneproof.worker.verification.VerificationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Inserts rows for requests, many in one statement; what is there already stays. */
@Component
class RequestRows {

  /**
   * Sorted by number, so that two batches cannot block each other. Nothing from before an erasure
   * of its number comes back.
   */
  private static final String INSERT_REQUESTS =
      """
      with inserted as (
      insert into verification (
        id, client_id, number_sealed, number_key, number_hash, channel, locale, purpose, reference,
        nonce, amount, currency, payee, origin_tag, session_tag, device_tag, known_device,
        country, status, changed_at, requested_at, recorded_at, created_at, send_by, send_due_at,
        ends_at)
      select
        id, client_id, decode(number_sealed, 'hex'), number_key, decode(number_hash, 'hex'),
        channel, locale, purpose, reference, nonce, amount, currency, payee, origin_tag, session_tag, device_tag,
        known_device, country, 'REQUESTED', now(), requested_at, recorded_at, now(), send_by, now(), send_by
      from jsonb_to_recordset(:rows::jsonb) as r (
        id uuid, client_id text, number_sealed text, number_key bigint, number_hash text,
        channel text, locale text, purpose text, reference text, nonce text, amount text, currency text, payee text,
        origin_tag text, session_tag text, device_tag text, known_device boolean, country text,
        requested_at timestamptz, recorded_at timestamptz, send_by timestamptz)
      where not exists (
        select from erasure_ledger e
        where e.number_hash = decode(r.number_hash, 'hex') and e.erased_at >= r.recorded_at
          and e.blocks_until > now())
      order by number_hash, recorded_at
      on conflict (id) do nothing
      returning id, client_id, revision, number_hash, country, origin_tag, session_tag, device_tag,
        known_device)
      , asked as (
        insert into audit_event (at, verification_id, client_id, actor, action, revision)
        select now(), id, client_id, 'client', 'REQUESTED', revision from inserted)
      select i.id, i.client_id, encode(i.number_hash, 'hex') as number_hash, i.country,
        i.origin_tag, i.session_tag, i.device_tag, i.known_device,
        exists (
          select from number_standing n
          where n.number_hash = i.number_hash
            and n.known_device = coalesce(i.known_device, false)
            and n.wrong_pins >= :wrongPins) as too_many_wrong_pins
      from inserted i
      """;

  /** What was inserted a moment ago: nobody has seen it yet. */
  private static final String REFUSE =
      """
      with refused as (
        update verification v set
          status = 'REFUSED', reason = 'TRY_LATER', retry_at = r.retry_at,
          revision = v.revision + 1, changed_at = now(), send_due_at = null, ends_at = null
        from jsonb_to_recordset(:rows::jsonb) as r (id uuid, limit_code text, retry_at timestamptz)
        where v.id = r.id
        returning v.id, v.client_id, v.revision, r.limit_code)
      insert into audit_event (at, verification_id, client_id, actor, action, reason, revision)
      select now(), id, client_id, 'worker', 'REFUSED', limit_code, revision from refused
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final NumberHash numberHash;
  private final Vault vault;
  private final VerificationPolicy policy;
  private final Countries countries;
  private final LimitPolicy limits;
  private final Admission admission;

  RequestRows(
      JdbcClient jdbc,
      JsonMapper json,
      NumberHash numberHash,
      Vault vault,
      VerificationPolicy policy,
      Countries countries,
      LimitPolicy limits,
      Admission admission) {
    this.jdbc = jdbc;
    this.json = json;
    this.numberHash = numberHash;
    this.vault = vault;
    this.policy = policy;
    this.countries = countries;
    this.limits = limits;
    this.admission = admission;
  }

  /** Makes rows of requests: sealing is done before the transaction. */
  String prepare(List<Received> requests) {
    return json.writeValueAsString(requests.stream().map(this::requestRow).toList());
  }

  /**
   * New requests.
   *
   * @param allowed may be sent
   * @param refused were ended by a limit at once
   */
  record Inserted(Set<UUID> allowed, Set<UUID> refused) {

    boolean has(UUID id) {
      return allowed.contains(id) || refused.contains(id);
    }
  }

  /** Inserts prepared rows and counts those that were not there before, within a transaction. */
  Inserted insert(String rows) {
    List<Asked> asked = insertAll(rows);
    List<Refusal> refusals = admission.refuseRequests(asked);
    refuse(refusals);
    Inserted inserted = new Inserted(new HashSet<>(), new HashSet<>());
    asked.forEach(one -> inserted.allowed().add(one.id()));
    refusals.forEach(refusal -> {
      inserted.allowed().remove(refusal.id());
      inserted.refused().add(refusal.id());
    });
    return inserted;
  }

  /** Of one number, those that came first come first. */
  private List<Asked> insertAll(String rows) {
    return jdbc.sql(INSERT_REQUESTS)
        .param("rows", rows)
        .param("wrongPins", limits.wrongPins())
        .query((row, index) ->
            new Asked(
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                row.getString("number_hash"),
                row.getString("country"),
                new Origin(
                    row.getString("origin_tag"),
                    row.getString("session_tag"),
                    row.getString("device_tag"),
                    row.getObject("known_device", Boolean.class)),
                row.getBoolean("too_many_wrong_pins")))
        .list();
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

  private Map<String, @Nullable Object> requestRow(Received received) {
    OtpRequested request = (OtpRequested) received.event();
    Msisdn number = new Msisdn(request.phoneNumber().plain().orElseThrow());
    Transaction transaction = request.callerData().transaction();
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("id", request.verificationId());
    row.put("client_id", request.clientId());
    row.put("number_sealed", hex(vault.seal(request.verificationId(), number)));
    row.put("number_key", vault.primaryKey());
    row.put("number_hash", hex(numberHash.of(number)));
    row.put("channel", request.channel().name());
    row.put("locale", request.locale());
    row.put("purpose", request.purpose());
    row.put("reference", request.callerData().reference());
    row.put("nonce", request.callerData().nonce());
    row.put("amount", transaction == null ? null : transaction.amount());
    row.put("currency", transaction == null ? null : transaction.currency());
    row.put("payee", transaction == null ? null : transaction.payee());
    row.put("origin_tag", request.origin().originTag());
    row.put("session_tag", request.origin().sessionTag());
    row.put("device_tag", request.origin().deviceTag());
    row.put("known_device", request.origin().knownDevice());
    row.put("country", countries.of(number));
    row.put("requested_at", request.requestedAt().toString());
    row.put("recorded_at", received.recordedAt().toString());
    row.put("send_by", sendBy(request, received.recordedAt()).toString());
    return row;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * The publisher's two times are read as a duration, from the broker's time on: whatever its clock
   * says, it gets what it asked for and at most what is allowed.
   */
  Instant sendBy(OtpRequested request, Instant recordedAt) {
    Duration within = policy.sendWithin();
    Instant asked = request.sendBy();
    if (asked != null) {
      Duration wanted = Duration.between(request.requestedAt(), asked);
      within = wanted.compareTo(within) < 0 ? wanted : within;
    }
    return recordedAt.plus(within);
  }
}
