package dev.phoneproof.worker;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests as intake writes them, but with the sealed number that a test wants. */
final class SealedRow {

  private static final String INSERT =
      """
      insert into verification (
        id, client_id, number_sealed, number_key, number_hash, channel, locale, purpose, status,
        changed_at, requested_at, recorded_at, created_at, send_by, send_due_at, ends_at)
      select :id, 'shop', :sealed, :key, sha256(uuid_send(:id)), 'SMS', 'en', 'login', 'REQUESTED',
        t, t, t, t, t + interval '1 minute', t, t + interval '1 minute'
      from (select now() as t) as clock
      """;

  private SealedRow() {}

  /** A request whose first send is due. */
  static void insert(JdbcClient database, UUID id, byte[] sealed, long key) {
    database.sql(INSERT).param("id", id).param("sealed", sealed).param("key", key).update();
  }
}
