package dev.phoneproof.worker.limit;

import dev.phoneproof.events.Origin;
import dev.phoneproof.worker.client.Clients;
import java.time.Duration;
import java.util.UUID;

/** What tests ask for. */
final class Asking {

  static final LimitPolicy POLICY =
      new LimitPolicy(5, 10, 10, 20, 120, 100_000, 50, Duration.ofDays(30));
  static final LimitRules RULES = new LimitRules(POLICY, Clients.parse(""));

  static final String NUMBER = "ab12";

  private Asking() {}

  static Asked from(Origin origin) {
    return of("shop", origin, false);
  }

  static Asked of(String client, Origin origin, boolean wrongPins) {
    return new Asked(UUID.randomUUID(), client, NUMBER, "HR", origin, wrongPins);
  }

  static Origin session(String tag) {
    return new Origin(null, tag, null, null);
  }
}
