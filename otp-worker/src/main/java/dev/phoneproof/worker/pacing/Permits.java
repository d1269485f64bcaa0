package dev.phoneproof.worker.pacing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The provider's rate, shared by all workers: permits are taken from one row. The bucket holds a
 * tenth of a second, so that the rate holds in any second. After it was slowed the rate grows back
 * by itself. PostgreSQL does not wait for its disk here: a crash loses a moment's account, not
 * more.
 */
@Component
public class Permits {

  /** Growth in a second; a slowed rate of 50 is back at 1,000 after 18 s. */
  private static final String GROWTH = "1.2";

  /** Calls that began before it was slowed end meanwhile. */
  private static final String HOLD_SECONDS = "2";

  /** Slowed once in that time: what was learnt must show first. */
  private static final String BETWEEN_SLOWINGS = "interval '2 seconds'";

  private static final String RATE =
      "least(:most, coalesce(slowed_rate, :most) * power("
          + GROWTH
          + ", least(200, greatest(0, coalesce(extract(epoch from clock_timestamp() - slowed_at), 0)"
          + " - "
          + HOLD_SECONDS
          + "))))::double precision";

  private static final String NO_WAIT_FOR_DISK =
      "quick as materialized (select set_config('synchronous_commit', 'off', true))";

  private static final String TAKE =
      "with "
          + NO_WAIT_FOR_DISK
          + """
          , held as materialized (select p.* from provider_permit p, quick for update of p),
          bucket as materialized (
            select *, RATE as rate, clock_timestamp() as t from held),
          filled as materialized (
            select *, greatest(
              free_at, t - greatest(0.1, 1 / rate) * interval '1 second') as since from bucket),
          taken as materialized (
            select *, greatest(0, least(
              :wanted, floor(extract(epoch from t - since) * rate + 0.000001)))::int as count
            from filled)
          update provider_permit p set
            free_at = taken.since + taken.count / taken.rate * interval '1 second',
            window_start = case when taken.t < p.window_start + interval '1 second'
              then p.window_start else taken.t end,
            window_before = case
              when taken.t < p.window_start + interval '1 second' then p.window_before
              when taken.t < p.window_start + interval '2 seconds' then p.window_taken
              else 0 end,
            window_taken = taken.count + case
              when taken.t < p.window_start + interval '1 second' then p.window_taken else 0 end
          from taken
          returning taken.count
          """
              .replace("RATE", RATE);

  private static final String GIVE_BACK =
      "with "
          + NO_WAIT_FOR_DISK
          + """
           update provider_permit set
            free_at = free_at - :count / RATE * interval '1 second',
            window_taken = greatest(0, window_taken - :count)
          from quick
          """
              .replace("RATE", RATE);

  private static final String SLOW =
      """
      update provider_permit set
        slowed_rate =
          greatest(1, least(RATE, greatest(1, window_before, window_taken)) * :share),
        slowed_at = clock_timestamp()
      where slowed_at is null or slowed_at < clock_timestamp() - \
      """
              .replace("RATE", RATE)
          + BETWEEN_SLOWINGS;

  private static final String LOOK =
      """
      select RATE as rate,
        case when window_start > clock_timestamp() - interval '2 seconds'
          then greatest(window_before, window_taken) else 0 end as taken
      from provider_permit
      """
          .replace("RATE", RATE);

  private static final Logger LOG = LoggerFactory.getLogger(Permits.class);

  private final JdbcClient jdbc;
  private final PacingPolicy policy;

  Permits(JdbcClient jdbc, PacingPolicy policy) {
    this.jdbc = jdbc;
    this.policy = policy;
  }

  /**
   * Takes as many as the rate allows now.
   *
   * @param wanted the most to take
   * @return how many were taken, 0 when the rate allows none
   */
  public int take(int wanted) {
    return wanted == 0
        ? 0
        : jdbc.sql(TAKE)
            .param("most", policy.permitsPerSecond())
            .param("wanted", wanted)
            .query(Integer.class)
            .single();
  }

  /** Gives back permits for which no call was made. */
  public void giveBack(int count) {
    if (count > 0) {
      tryTo(jdbc.sql(GIVE_BACK).param("count", count));
    }
  }

  /**
   * Slows all workers, as a share of what they have really used, unless one of them just did.
   *
   * @param share of the rate that is kept, above 0, below 1
   */
  void slow(double share) {
    tryTo(jdbc.sql(SLOW).param("share", share));
  }

  /** A call's result must not get lost because its permits could not be counted. */
  private void tryTo(JdbcClient.StatementSpec statement) {
    try {
      statement.param("most", policy.permitsPerSecond()).update();
    } catch (DataAccessException e) {
      LOG.debug("Permits are not counted: {}", e.toString());
    }
  }

  /** Permits in a second at most. */
  public int most() {
    return policy.permitsPerSecond();
  }

  /** What the rate is now and how much of it was used. */
  public Pace pace() {
    return jdbc.sql(LOOK)
        .param("most", policy.permitsPerSecond())
        .query((row, index) -> new Pace(row.getDouble("rate"), row.getInt("taken")))
        .single();
  }

  /**
   * The shared rate.
   *
   * @param permitsPerSecond allowed now
   * @param takenInASecond taken in the last full second or the present one
   */
  public record Pace(double permitsPerSecond, int takenInASecond) {}
}
