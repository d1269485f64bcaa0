package dev.phoneproof.worker.sending;

import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.verification.Msisdn;
import dev.phoneproof.worker.verification.NumberHash;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests from before an erasure of their number: nothing of them is kept but that they ended,
 * CANCELED, until Kafka has that.
 */
@Component
class ErasedRequests {

  private static final String END =
      """
      with ended as (
        insert into verification (
          id, client_id, channel, locale, purpose, status, reason, revision, changed_at,
          requested_at, recorded_at, created_at, send_by, erased)
        select r.id, r.client_id, r.channel, 'und', r.purpose, 'CANCELED', 'CANCELED', 1, now(),
          r.recorded_at, r.recorded_at, now(), r.recorded_at, true
        from jsonb_to_recordset(:rows::jsonb) as r (
          id uuid, client_id text, number_hash text, channel text, purpose text,
          recorded_at timestamptz)
        where exists (
          select from erasure_ledger e
          where e.number_hash = decode(r.number_hash, 'hex') and e.erased_at >= r.recorded_at
            and e.blocks_until > now())
        on conflict (id) do nothing
        returning id, client_id, revision)
      insert into audit_event (at, verification_id, client_id, actor, action, reason, revision)
      select now(), id, client_id, 'erasure', 'CANCELED', 'canceled', revision from ended
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final NumberHash numberHash;

  ErasedRequests(JdbcClient jdbc, JsonMapper json, NumberHash numberHash) {
    this.jdbc = jdbc;
    this.json = json;
    this.numberHash = numberHash;
  }

  /**
   * Ends those that an erasure covers.
   *
   * @param notTaken ids for which no row was inserted: repeats, or erased
   */
  void end(Collection<Received> requests, Set<UUID> notTaken) {
    List<Map<String, Object>> rows =
        requests.stream()
            .filter(one -> notTaken.contains(one.event().key()))
            .map(this::row)
            .toList();
    if (!rows.isEmpty()) {
      jdbc.sql(END).param("rows", json.writeValueAsString(rows)).update();
    }
  }

  private Map<String, Object> row(Received received) {
    OtpRequested request = (OtpRequested) received.event();
    Msisdn number = new Msisdn(request.phoneNumber().plain().orElseThrow());
    return Map.of(
        "id", request.verificationId(),
        "client_id", request.clientId(),
        "number_hash", HexFormat.of().formatHex(numberHash.of(number)),
        "channel", request.channel().name(),
        "purpose", request.purpose(),
        "recorded_at", received.recordedAt().toString());
  }
}
