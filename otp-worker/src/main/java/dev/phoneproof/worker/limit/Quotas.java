package dev.phoneproof.worker.limit;

import dev.phoneproof.worker.limit.Allotment.Standing;
import dev.phoneproof.worker.limit.Counter.Scope;
import dev.phoneproof.worker.limit.Counter.Window;
import dev.phoneproof.worker.limit.Wish.Limit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The counters of all workers. One statement takes, for a whole batch, all that its wishes would
 * need; the rows stay locked until the transaction ends, so no other worker can take the same. What
 * refused wishes did not get goes back before that.
 */
@Component
class Quotas {

  /**
   * Sorted, so that two batches cannot block each other; the widest last, for all batches wait for
   * those, and so they wait for the shortest time.
   */
  private static final String TAKE =
      """
      insert into quota as q (ends_at, about, scope, detail, per, used)
      select date_trunc(r.per, now(), 'UTC') + ('1 ' || r.per)::interval, decode(r.about, 'hex'),
        r.scope, r.detail, r.per, r.count
      from jsonb_to_recordset(:rows::jsonb) as r (
        about text, scope text, width int, detail text, per text, count int)
      order by r.width, 2, 4, 5
      on conflict (ends_at, about, scope, detail, per) do update set used = q.used + excluded.used
      returning encode(about, 'hex') as about, scope, detail, per, used, ends_at
      """;

  private static final String GIVE_BACK =
      """
      update quota q set used = q.used - r.count
      from jsonb_to_recordset(:rows::jsonb) as r (
        about text, scope text, detail text, per text, count int)
      where q.ends_at = date_trunc(r.per, now(), 'UTC') + ('1 ' || r.per)::interval
        and q.about = decode(r.about, 'hex') and q.scope = r.scope and q.detail = r.detail
        and q.per = r.per
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Quotas(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Grants wishes in their order, in the caller's transaction; returns those that are refused. */
  List<Refusal> take(List<Wish> wishes) {
    Map<Counter, Integer> wanted = new HashMap<>();
    for (Wish wish : wishes) {
      for (Limit limit : wish.limits()) {
        wanted.merge(limit.counter(), 1, Integer::sum);
      }
    }
    Allotment allotment = new Allotment(takeAll(wanted));
    List<Refusal> refused =
        wishes.stream().map(allotment::decide).flatMap(Optional::stream).toList();
    if (!refused.isEmpty()) {
      giveBack(wanted, allotment);
    }
    return refused;
  }

  private Map<Counter, Standing> takeAll(Map<Counter, Integer> wanted) {
    Map<Counter, Standing> before = new HashMap<>();
    jdbc.sql(TAKE)
        .param("rows", rows(wanted))
        .query((row, index) -> {
          Counter counter = counter(row);
          int used = row.getInt("used") - wanted.getOrDefault(counter, 0);
          return before.put(
              counter,
              new Standing(used, row.getObject("ends_at", OffsetDateTime.class).toInstant()));
        })
        .list();
    return before;
  }

  private void giveBack(Map<Counter, Integer> wanted, Allotment allotment) {
    Map<Counter, Integer> unused = new HashMap<>();
    wanted.forEach((counter, count) -> {
      if (count > allotment.granted(counter)) {
        unused.put(counter, count - allotment.granted(counter));
      }
    });
    jdbc.sql(GIVE_BACK).param("rows", rows(unused)).update();
  }

  private String rows(Map<Counter, Integer> counts) {
    List<Map<String, Object>> rows = new ArrayList<>(counts.size());
    counts.forEach((counter, count) ->
        rows.add(
            Map.of(
                "about", counter.about(),
                "scope", Counter.lower(counter.scope()),
                "width", counter.scope().ordinal(),
                "detail", counter.detail(),
                "per", Counter.lower(counter.per()),
                "count", count)));
    return json.writeValueAsString(rows);
  }

  private static Counter counter(ResultSet row) throws SQLException {
    return new Counter(
        Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
        row.getString("about"),
        row.getString("detail"),
        Window.valueOf(row.getString("per").toUpperCase(Locale.ROOT)));
  }
}
