package dev.phoneproof.worker.submission;

import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.VerificationEvent;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.intake.TopicIntake;
import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.outcome.UnpublishedOutcomes;
import dev.phoneproof.worker.storage.Vault;
import dev.phoneproof.worker.verification.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a batch of typed PINs and cancels into the ledger. What can be settled at once is, in the
 * same transaction; a repeated PIN only brings its own verdict again.
 */
@Component
class SubmissionIntake implements TopicIntake {

  private static final String INSERT =
      """
      insert into submission (
        id, verification_id, client_id, kind, pin_sealed, status, recorded_at, created_at, due_at)
      select id, verification_id, client_id, kind, decode(pin_sealed, 'hex'), 'WAITING', recorded_at, now(), now()
      from jsonb_to_recordset(:rows::jsonb) as r (
        id uuid, verification_id uuid, client_id text, kind text, pin_sealed text,
        recorded_at timestamptz)
      on conflict (id) do nothing
      returning id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Vault vault;
  private final Ledger ledger;
  private final UnpublishedOutcomes outcomes;

  SubmissionIntake(
      JdbcClient jdbc, JsonMapper json, Vault vault, Ledger ledger, UnpublishedOutcomes outcomes) {
    this.jdbc = jdbc;
    this.json = json;
    this.vault = vault;
    this.ledger = ledger;
    this.outcomes = outcomes;
  }

  @Override
  public String topic() {
    return Topics.SUBMISSIONS;
  }

  /** As long as a PIN waits for its message; then nobody waits for its verdict any more. */
  @Override
  public Instant waitsForItsKeyUntil(Received event) {
    return event.recordedAt().plus(Submission.PATIENCE_BEFORE_SENT);
  }

  @Override
  public void write(List<Received> batch) {
    String rows = json.writeValueAsString(batch.stream().map(this::row).toList());
    Set<UUID> verifications =
        batch.stream().map(one -> one.event().key()).collect(Collectors.toSet());
    Set<UUID> inserted = new HashSet<>();
    ledger.write(
        verifications,
        session -> inserted.addAll(jdbc.sql(INSERT).param("rows", rows).query(UUID.class).list()));
    Set<UUID> repeated = batch.stream().map(SubmissionIntake::id).collect(Collectors.toSet());
    repeated.removeAll(inserted);
    outcomes.repeatVerdicts(repeated);
    outcomes.repeatStates(
        batch.stream()
            .filter(one -> one.event() instanceof OtpCancelRequested && repeated.contains(id(one)))
            .map(one -> one.event().key())
            .collect(Collectors.toSet()));
  }

  private Map<String, @Nullable Object> row(Received received) {
    VerificationEvent event = (VerificationEvent) received.event();
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("id", id(received));
    row.put("verification_id", event.verificationId());
    row.put("client_id", event.clientId());
    row.put("recorded_at", received.recordedAt().toString());
    boolean guess = event instanceof OtpSubmitted;
    row.put("kind", guess ? "GUESS" : "CANCEL");
    row.put("pin_sealed", sealedPin(received));
    return row;
  }

  private @Nullable String sealedPin(Received received) {
    if (received.event() instanceof OtpSubmitted submitted) {
      String pin = submitted.pin().plain().orElseThrow();
      return HexFormat.of().formatHex(vault.sealPin(submitted.submissionId(), pin));
    }
    return null;
  }

  /** A submission brings its own id; a repeated cancel is recognised by its source and id. */
  private static UUID id(Received received) {
    if (received.event() instanceof OtpSubmitted submitted) {
      return submitted.submissionId();
    }
    String name = received.source() + "\n" + received.eventId();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
