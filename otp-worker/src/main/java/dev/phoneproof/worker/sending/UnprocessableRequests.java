package dev.phoneproof.worker.sending;

import dev.phoneproof.events.EventType;
import dev.phoneproof.worker.intake.Unacceptable;
import dev.phoneproof.worker.kafka.KafkaRecords;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the publisher of a request that went to the dead letters, if it can be told: with a
 * readable id and client, the verification is FAILED, unless it has a row already.
 */
@Component
class UnprocessableRequests {

  private static final String INSERT =
      """
      insert into verification (
        id, client_id, channel, locale, purpose, status, reason, revision, changed_at,
        requested_at, recorded_at, created_at, send_by)
      values (:id, :client, 'SMS', 'en', 'unknown', 'FAILED', 'UNPROCESSABLE', 1, now(),
        :recordedAt, :recordedAt, now(), :recordedAt)
      on conflict (id) do nothing
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  UnprocessableRequests(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Its outcome is published by the sweep. */
  void end(Unacceptable request) {
    Map<String, String> headers = KafkaRecords.headers(request.origin().headers());
    if (EventType.OTP_REQUESTED.ceType().equals(headers.get("ce_type"))) {
      Optional<UUID> id = uuid(headers.getOrDefault("ce_id", ""));
      Optional<String> client = client(request.origin().value());
      if (id.isPresent() && client.isPresent()) {
        insert(id.get(), client.get(), Instant.ofEpochMilli(request.origin().timestamp()));
      }
    }
  }

  private void insert(UUID id, String client, Instant recordedAt) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("client", client)
        .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<String> client(byte @Nullable [] data) {
    if (data == null) {
      return Optional.empty();
    }
    try {
      JsonNode client = json.readTree(data).path("clientId");
      return client.isString() && client.stringValue().matches("[A-Za-z0-9._-]{1,64}")
          ? Optional.of(client.stringValue())
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
