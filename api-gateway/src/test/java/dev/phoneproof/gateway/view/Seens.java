package dev.phoneproof.gateway.view;

import java.time.Instant;
import java.util.UUID;

/** What a view can know. */
final class Seens {

  private Seens() {}

  static Seen sent(UUID id, int revision, Instant at, Instant expiresAt) {
    return new Seen("shop", Outcomes.sent(id, revision, at, expiresAt, null).state(), at);
  }
}
