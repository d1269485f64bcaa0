package dev.phoneproof.examples.backend;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Lets each proof count once. In memory, for one instance; for several take a table with a unique
 * index on the id.
 */
@Component
class UsedProofs {

  private final Map<String, Instant> used = new ConcurrentHashMap<>();
  private final Clock clock;

  UsedProofs(Clock clock) {
    this.clock = clock;
  }

  boolean isFirstUse(Jwt proof) {
    Instant now = clock.instant();
    used.values().removeIf(end -> !end.isAfter(now));
    String id = proof.getId();
    Instant end = proof.getExpiresAt();
    return id != null && end != null && used.putIfAbsent(id, end) == null;
  }
}
