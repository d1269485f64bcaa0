package dev.phoneproof.worker.limit;

import dev.phoneproof.worker.ledger.Sweep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows how much of the day's messages is used up, all clients and workers together. */
@Component
@Order(86)
public class MessageBudget implements Sweep {

  private static final String USED =
      """
      select coalesce(sum(used), 0) from quota
      where ends_at = date_trunc('day', now(), 'UTC') + interval '1 day' and about = ''
        and scope = 'all' and detail = '' and per = 'day'
      """;

  private final JdbcClient jdbc;
  private final LimitPolicy policy;
  private volatile long last;

  MessageBudget(JdbcClient jdbc, LimitPolicy policy, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.policy = policy;
    Gauge.builder("phoneproof.messages.used", () -> last).register(meters);
    Gauge.builder("phoneproof.messages.most", policy::messagesPerDay).register(meters);
  }

  @Override
  public void sweep() {
    last = today().used();
  }

  /** Counts now. */
  public Today today() {
    return new Today(policy.messagesPerDay(), jdbc.sql(USED).query(Long.class).single());
  }

  /**
   * Messages of this day, by the UTC clock.
   *
   * @param most that may be let through
   * @param used that were let through
   */
  public record Today(int most, long used) {}
}
