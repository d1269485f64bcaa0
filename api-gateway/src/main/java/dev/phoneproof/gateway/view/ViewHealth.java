package dev.phoneproof.gateway.view;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Not ready before everything published so far is read. Stays ready when Kafka goes away later: all
 * gateways would leave at once, and a 503 that says when to come again is the better answer.
 */
final class ViewHealth implements HealthIndicator {

  private final OutcomeView view;
  private final OutcomeFollower follower;

  ViewHealth(OutcomeView view, OutcomeFollower follower) {
    this.view = view;
    this.follower = follower;
  }

  @Override
  public Health health() {
    Health.Builder health = view.isCaughtUp() ? Health.up() : Health.outOfService();
    if (!follower.hindrance().isEmpty()) {
      health.withDetail("reason", follower.hindrance());
    }
    return health.withDetail("verifications", view.size()).build();
  }
}
