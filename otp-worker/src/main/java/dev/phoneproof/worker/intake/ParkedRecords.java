package dev.phoneproof.worker.intake;

import dev.phoneproof.worker.kafka.Position;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The records that wait for a key, in the database, where every worker sees them. */
@Component
class ParkedRecords implements Parking {

  private static final String INSERT =
      """
      insert into parked_record (topic, partition, record_offset, key_id, due_at)
      select topic, partition, record_offset, key_id, due_at
      from jsonb_to_recordset(:rows::jsonb) as r (
        topic text, partition int, record_offset bigint, key_id text, due_at timestamptz)
      on conflict do nothing
      """;

  /** The lease is longer than taking them in may last; after it another worker tries. */
  private static final String CLAIM =
      """
      update parked_record set lease_until = now() + interval '45 s'
      where (topic, partition, record_offset) in (
        select topic, partition, record_offset from parked_record
        where (key_id in (:keys) or due_at <= now())
          and (lease_until is null or lease_until < now())
        order by due_at limit 200 for update skip locked)
      returning topic, partition, record_offset
      """;

  private static final String DELETE =
      """
      delete from parked_record p
      using jsonb_to_recordset(:rows::jsonb) as r (
        topic text, partition int, record_offset bigint)
      where p.topic = r.topic and p.partition = r.partition and p.record_offset = r.record_offset
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ParkedRecords(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public void park(List<Parked> records) {
    List<Map<String, Object>> rows =
        records.stream()
            .map(one ->
                Map.<String, Object>of(
                    "topic", one.position().topic(),
                    "partition", one.position().partition(),
                    "record_offset", one.position().offset(),
                    "key_id", one.keyId(),
                    "due_at", one.until().toString()))
            .toList();
    jdbc.sql(INSERT).param("rows", json.writeValueAsString(rows)).update();
  }

  /** Some whose key is among these or whose time is over, for the caller alone. */
  List<Position> claim(Collection<String> keyIds) {
    return jdbc.sql(CLAIM)
        .param("keys", keyIds)
        .query((row, index) ->
            new Position(
                row.getString("topic"), row.getInt("partition"), row.getLong("record_offset")))
        .list();
  }

  void remove(List<Position> positions) {
    List<Map<String, Object>> rows =
        positions.stream()
            .map(one ->
                Map.<String, Object>of(
                    "topic", one.topic(),
                    "partition", one.partition(),
                    "record_offset", one.offset()))
            .toList();
    jdbc.sql(DELETE).param("rows", json.writeValueAsString(rows)).update();
  }
}
