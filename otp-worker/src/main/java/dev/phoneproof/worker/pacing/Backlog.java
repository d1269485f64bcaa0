package dev.phoneproof.worker.pacing;

import dev.phoneproof.worker.ledger.Sweep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits in the ledger, all workers together; counted each second up to a bound. */
@Component
@Order(80)
public class Backlog implements Sweep {

  private static final String COUNT =
      """
      select
        (select count(*) from (
          select from verification where send_due_at is not null limit :most) as w) as sends,
        (select count(*) from (
          select from send where status = 'LOOKING_UP' limit :most) as w) as look_ups,
        (select count(*) from (
          select from submission
          where status = 'WAITING' and kind = 'GUESS' limit :most) as w) as submissions,
        (select count(*) from (
          select from verification where published_revision < revision limit :most) as w)
        + (select count(*) from (
          select from submission
          where status = 'DONE' and kind = 'GUESS' and not published limit :most) as w) as outcomes,
        (select count(*) from (select from parked_record limit :most) as w) as parked
      """;

  private final JdbcClient jdbc;
  private final PacingPolicy policy;
  private volatile Waiting last = new Waiting(0, 0, 0, 0, 0);

  Backlog(JdbcClient jdbc, PacingPolicy policy, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.policy = policy;
    gauge(meters, "send", Waiting::sends);
    gauge(meters, "look_up", Waiting::lookUps);
    gauge(meters, "submission", Waiting::submissions);
    gauge(meters, "outcome", Waiting::outcomes);
    gauge(meters, "parked_record", Waiting::parked);
  }

  private void gauge(MeterRegistry meters, String waitingFor, ToDoubleFunction<Waiting> count) {
    Gauge.builder("phoneproof.backlog", () -> count.applyAsDouble(last))
        .tag("of", waitingFor)
        .register(meters);
  }

  @Override
  public void sweep() {
    last = count();
  }

  /** Counts now. */
  public Waiting count() {
    return jdbc.sql(COUNT)
        .param("most", policy.mostWaiting() + 1)
        .query((row, index) ->
            new Waiting(
                row.getLong("sends"),
                row.getLong("look_ups"),
                row.getLong("submissions"),
                row.getLong("outcomes"),
                row.getLong("parked")))
        .single();
  }

  /** How many sends may wait before requests stay in Kafka. */
  public int most() {
    return policy.mostWaiting();
  }

  /** As it was counted last, less than a few seconds ago while PostgreSQL can be reached. */
  public Waiting last() {
    return last;
  }

  /**
   * What waits. Each is counted to one more than the bound at the most.
   *
   * @param sends verifications that wait for a first send or its repeat
   * @param lookUps uncertain sends that are still looked for
   * @param submissions typed PINs without a verdict whose check does not run
   * @param outcomes changes and verdicts that Kafka has not acknowledged
   * @param parked records that wait in Kafka until a worker has their sealing key
   */
  public record Waiting(long sends, long lookUps, long submissions, long outcomes, long parked) {}
}
