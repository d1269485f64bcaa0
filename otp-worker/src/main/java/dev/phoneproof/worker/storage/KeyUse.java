package dev.phoneproof.worker.storage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which storage keys are in use, as all workers together have noted it: the database knows the
 * keys' ids and times, never the keys.
 */
@Component
public class KeyUse {

  private static final String NOTE_SEEN =
      """
      insert into storage_key (id, first_seen_at, last_seen_at, primary_since)
      values (:id, now(), now(), case when :sealing then now() end)
      on conflict (id) do update set
        last_seen_at = excluded.last_seen_at,
        primary_since = coalesce(storage_key.primary_since, excluded.primary_since)
      """;

  private static final String NOTE_USED =
      """
      update storage_key k set last_used_at = now()
      where k.id = :primary
        or exists (select from verification v where v.number_key = k.id)
      """;

  private static final String NEWEST =
      """
      select id from storage_key
      where primary_since is not null order by primary_since desc, id limit 1
      """;

  private static final String PRIMARY_AGE =
      """
      select floor(extract(epoch from now() - primary_since) / 86400)::int from storage_key
      where id = :primary and primary_since is not null
      """;

  /** A key that waits to become primary has not been used yet, and is none of them. */
  private static final String DESTROYABLE =
      """
      select k.id from storage_key k
      where k.id in (:ids) and k.id <> :primary
        and k.last_used_at < now() - interval '35 days'
        and not exists (select from verification v where v.number_key = k.id)
      """;

  private static final String MISSING =
      """
      select k.id from storage_key k
      where k.id not in (:ids) and exists (select from verification v where v.number_key = k.id)
      """;

  private static final String TO_RESEAL =
      """
      select count(*) from (
        select from verification where number_key in (:others) limit 100000) as sealed
      """;

  private final JdbcClient jdbc;
  private final StorageKeyset keys;

  KeyUse(JdbcClient jdbc, StorageKeyset keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  /** Notes which keys are here, and which are used. */
  void note() {
    for (long id : keys.ids()) {
      jdbc.sql(NOTE_SEEN).param("id", id).param("sealing", id == keys.primary()).update();
    }
    jdbc.sql(NOTE_USED).param("primary", keys.primary()).update();
  }

  /**
   * Whether no worker has a newer primary key: while the settings roll out, one that has not got
   * them yet must not undo what the others have sealed anew.
   */
  boolean isNewest() {
    Optional<Long> newest = jdbc.sql(NEWEST).query(Long.class).optional();
    return newest.filter(id -> id == keys.primary()).isPresent();
  }

  /** The keys that are here and do not seal. */
  Set<Long> others() {
    Set<Long> others = new TreeSet<>(keys.ids());
    others.remove(keys.primary());
    return others;
  }

  /** Looks now. */
  public Report report() {
    return new Report(
        keys.primary(), primaryAgeDays(), numbersToReseal(), destroyable(), missing());
  }

  private int primaryAgeDays() {
    return jdbc.sql(PRIMARY_AGE)
        .param("primary", keys.primary())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  private long numbersToReseal() {
    return others().isEmpty()
        ? 0
        : jdbc.sql(TO_RESEAL).param("others", others()).query(Long.class).single();
  }

  private List<Long> destroyable() {
    return jdbc.sql(DESTROYABLE)
        .param("ids", keys.ids())
        .param("primary", keys.primary())
        .query(Long.class)
        .list();
  }

  private List<Long> missing() {
    return jdbc.sql(MISSING).param("ids", keys.ids()).query(Long.class).list();
  }

  /**
   * The keys of the worker that answers.
   *
   * @param primary id of the key that seals
   * @param primaryAgeDays whole days since some worker first sealed with it; it is to be changed
   *     each month
   * @param numbersToReseal numbers that the other keys here have sealed; up to 100,000
   * @param mayBeDestroyed ids of keys that nothing is sealed by and nothing was for 35 days: they
   *     are to be taken out of the keyset
   * @param missing ids of keys that still seal a number and that this worker has not got
   */
  public record Report(
      long primary,
      int primaryAgeDays,
      long numbersToReseal,
      List<Long> mayBeDestroyed,
      List<Long> missing) {}
}
