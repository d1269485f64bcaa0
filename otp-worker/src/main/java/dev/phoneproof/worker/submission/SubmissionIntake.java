package dev.phoneproof.worker.submission;

import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.VerificationEvent;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.intake.TopicIntake;
import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.outcome.UnpublishedOutcomes;
import dev.phoneproof.worker.proof.ReplyKeys;
import dev.phoneproof.worker.storage.UnopenableException;
import dev.phoneproof.worker.storage.Vault;
import dev.phoneproof.worker.verification.Submission;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
        id, verification_id, client_id, kind, pin_sealed, reply_keys_sealed, status, recorded_at,
        created_at, due_at)
      select
        id, verification_id, client_id, kind, decode(pin_sealed, 'hex'),
        decode(reply_keys_sealed, 'hex'), 'WAITING', recorded_at, now(), now()
      from jsonb_to_recordset(:rows::jsonb) as r (
        id uuid, verification_id uuid, client_id text, kind text, pin_sealed text,
        reply_keys_sealed text, recorded_at timestamptz)
      on conflict (id) do nothing
      returning id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Vault vault;
  private final ReplyKeys replyKeys;
  private final Ledger ledger;
  private final UnpublishedOutcomes outcomes;

  SubmissionIntake(
      JdbcClient jdbc,
      JsonMapper json,
      Vault vault,
      ReplyKeys replyKeys,
      Ledger ledger,
      UnpublishedOutcomes outcomes) {
    this.jdbc = jdbc;
    this.json = json;
    this.vault = vault;
    this.replyKeys = replyKeys;
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
    Map<UUID, List<Received>> repeats = byId(batch);
    String rows = json.writeValueAsString(batch.stream().map(this::row).toList());
    ledger.write(
        batch.stream().map(one -> one.event().key()).collect(Collectors.toSet()),
        session -> {
          List<UUID> inserted = jdbc.sql(INSERT).param("rows", rows).query(UUID.class).list();
          inserted.forEach(id -> repeats.computeIfPresent(id, (same, all) -> butTheFirst(all)));
          submitted(repeats).forEach((id, all) -> replyToo(session, id, all));
        });
    outcomes.repeatVerdicts(submitted(repeats));
    outcomes.repeatStates(
        repeats.values().stream()
            .map(List::getFirst)
            .filter(one -> one.event() instanceof OtpCancelRequested)
            .map(one -> one.event().key())
            .collect(Collectors.toSet()));
  }

  /** In the order of their ids, in which their rows are locked; each in the order of Kafka. */
  private static Map<UUID, List<Received>> byId(List<Received> batch) {
    return batch.stream()
        .collect(Collectors.groupingBy(SubmissionIntake::id, TreeMap::new, Collectors.toList()));
  }

  private static @Nullable List<Received> butTheFirst(List<Received> all) {
    return all.size() == 1 ? null : all.subList(1, all.size());
  }

  private static Map<UUID, List<OtpSubmitted>> submitted(Map<UUID, List<Received>> repeats) {
    Map<UUID, List<OtpSubmitted>> submitted = new TreeMap<>();
    repeats.forEach((id, all) -> {
      if (all.getFirst().event() instanceof OtpSubmitted) {
        submitted.put(id, all.stream().map(one -> (OtpSubmitted) one.event()).toList());
      }
    });
    return submitted;
  }

  /** One that is repeated while it is open gets its verdict for both askers. */
  private void replyToo(LedgerSession session, UUID id, List<OtpSubmitted> repeats) {
    if (repeats.stream().allMatch(repeat -> repeat.replyKey() == null)) {
      return;
    }
    // Locked, for without a verification nothing else guards it.
    @Nullable Submission submission =
        session.entities().find(Submission.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (submission != null && submission.status() != Submission.Progress.DONE) {
      List<ReplyKey> askers =
          repeats.stream()
              .filter(repeat -> isOf(repeat, submission))
              .map(OtpSubmitted::replyKey)
              .filter(Objects::nonNull)
              .toList();
      submission.replyTo(replyKeys.sealWith(id, submission.sealedReplyKeys(), askers));
    }
  }

  /** Ids can be read in Kafka by others who may write there; PINs cannot. */
  private boolean isOf(OtpSubmitted repeat, Submission submission) {
    try {
      return repeat.verificationId().equals(submission.verificationId())
          && repeat.clientId().equals(submission.clientId())
          && repeat
              .pin()
              .plain()
              .orElseThrow()
              .equals(vault.openPin(submission.id(), submission.sealedPin()));
    } catch (UnopenableException e) {
      return false;
    }
  }

  private Map<String, @Nullable Object> row(Received received) {
    VerificationEvent event = (VerificationEvent) received.event();
    UUID id = id(received);
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("id", id);
    row.put("verification_id", event.verificationId());
    row.put("client_id", event.clientId());
    row.put("recorded_at", received.recordedAt().toString());
    row.put("kind", event instanceof OtpSubmitted ? "GUESS" : "CANCEL");
    if (event instanceof OtpSubmitted submitted) {
      row.put("pin_sealed", hex(vault.sealPin(id, submitted.pin().plain().orElseThrow())));
      @Nullable ReplyKey key = submitted.replyKey();
      row.put("reply_keys_sealed", key == null ? null : hex(replyKeys.seal(id, List.of(key))));
    }
    return row;
  }

  private static @Nullable String hex(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
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
