package dev.phoneproof.worker.sending;

import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.storage.Vault;
import dev.phoneproof.worker.verification.Msisdn;
import dev.phoneproof.worker.verification.NumberHash;
import dev.phoneproof.worker.verification.VerificationPolicy;
import java.nio.charset.StandardCharsets;
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

/** Inserts rows for requests and resends, many in one statement; what is there already stays. */
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
        status, changed_at, requested_at, recorded_at, created_at, send_by, send_due_at, ends_at)
      select
        id, client_id, decode(number_sealed, 'hex'), number_key, decode(number_hash, 'hex'),
        channel, locale, purpose, reference, nonce, amount, currency, payee, origin_tag, session_tag, device_tag,
        known_device, 'REQUESTED', now(), requested_at, recorded_at, now(), send_by, now(), send_by
      from jsonb_to_recordset(:rows::jsonb) as r (
        id uuid, client_id text, number_sealed text, number_key bigint, number_hash text,
        channel text, locale text, purpose text, reference text, nonce text, amount text, currency text, payee text,
        origin_tag text, session_tag text, device_tag text, known_device boolean,
        requested_at timestamptz, recorded_at timestamptz, send_by timestamptz)
      where not exists (
        select from erasure_ledger e
        where e.number_hash = decode(r.number_hash, 'hex') and e.erased_at >= r.recorded_at
          and e.blocks_until > now())
      order by number_hash
      on conflict (id) do nothing
      returning id, client_id, revision)
      , asked as (
        insert into audit_event (at, verification_id, client_id, actor, action, revision)
        select now(), id, client_id, 'client', 'REQUESTED', revision from inserted)
      select id from inserted
      """;

  private static final String INSERT_RESENDS =
      """
      with inserted as (
      insert into send (
        id, verification_id, number_hash, kind, channel, status, created_at, due_at)
      select r.id, v.id, v.number_hash, 'RESEND', r.channel, 'WAITING', r.recorded_at, now()
      from jsonb_to_recordset(:rows::jsonb) as r (
        id uuid, verification_id uuid, client_id text, channel text, recorded_at timestamptz)
      join verification v on v.id = r.verification_id and v.client_id = r.client_id
      where v.number_hash is not null
      on conflict (id) do nothing
      returning id, verification_id)
      , asked as (
        insert into audit_event (at, verification_id, client_id, actor, action, revision)
        select now(), v.id, v.client_id, 'client', 'RESEND_REQUESTED', v.revision
        from inserted i join verification v on v.id = i.verification_id)
      select id, verification_id from inserted
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final NumberHash numberHash;
  private final Vault vault;
  private final VerificationPolicy policy;

  RequestRows(
      JdbcClient jdbc,
      JsonMapper json,
      NumberHash numberHash,
      Vault vault,
      VerificationPolicy policy) {
    this.jdbc = jdbc;
    this.json = json;
    this.numberHash = numberHash;
    this.vault = vault;
    this.policy = policy;
  }

  /** Makes rows of requests: sealing is done before the transaction. */
  String prepare(List<Received> requests) {
    return json.writeValueAsString(requests.stream().map(this::requestRow).toList());
  }

  /** Inserts prepared rows; returns the ids that were not there before. */
  Set<UUID> insertRequests(String rows) {
    return new HashSet<>(jdbc.sql(INSERT_REQUESTS).param("rows", rows).query(UUID.class).list());
  }

  /** Returns the new resends by their ids, each with its verification. */
  Map<UUID, UUID> insertResends(List<Received> resends) {
    Map<UUID, UUID> inserted = new HashMap<>();
    jdbc.sql(INSERT_RESENDS)
        .param(
            "rows", json.writeValueAsString(resends.stream().map(RequestRows::resendRow).toList()))
        .query((row, index) ->
            inserted.put(
                row.getObject("id", UUID.class), row.getObject("verification_id", UUID.class)))
        .list();
    return inserted;
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

  private static Map<String, Object> resendRow(Received received) {
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
