package dev.phoneproof.worker.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Goes through rows by their end and id, and on from the last one: a scan that began at the oldest
 * again would pass all that was just removed.
 */
final class Cursor {

  /**
   * Many rows come and go between two looks of the statistics: a plan made for other amounts would
   * read whole tables. Every statement here has an index; for this transaction no other plan is
   * good.
   */
  private static final String BY_INDEX =
      """
      select set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true),
        set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
        set_config('enable_material', 'off', true), set_config('jit', 'off', true)
      """;

  private final JdbcClient jdbc;
  private final int size;
  private OffsetDateTime lastEnd = OffsetDateTime.MIN;
  private UUID lastId = new UUID(0, 0);

  Cursor(JdbcClient jdbc, int size) {
    this.jdbc = jdbc;
    this.size = size;
  }

  /**
   * The next rows.
   *
   * @param sql selects id, ended and place after {@code :lastEnd} and {@code :lastId}, at most
   *     {@code :size}
   */
  List<Row> next(String sql, OffsetDateTime endedBefore, OffsetDateTime recordedBefore) {
    jdbc.sql(BY_INDEX).query().singleRow();
    StatementSpec find =
        jdbc.sql(sql)
            .param("lastEnd", lastEnd)
            .param("lastId", lastId)
            .param("endedBefore", endedBefore)
            .param("recordedBefore", recordedBefore)
            .param("size", size);
    List<Row> rows = find.query((row, index) -> Row.of(row)).list();
    if (!rows.isEmpty()) {
      lastEnd = rows.getLast().ended();
      lastId = rows.getLast().id();
    }
    return rows;
  }

  boolean isFull(List<Row> rows) {
    return rows.size() == size;
  }

  /** As an array of PostgreSQL's. */
  static String ids(List<Row> rows) {
    return rows.stream().map(row -> row.id().toString()).collect(Collectors.joining(",", "{", "}"));
  }

  /** As an array of PostgreSQL's. */
  static String places(List<Row> rows) {
    return rows.stream()
        .map(row -> '"' + row.place() + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * A row that is over.
   *
   * @param place where it lies: stays true while the row is locked, and spares a look-up
   */
  record Row(UUID id, OffsetDateTime ended, String place) {

    private static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          row.getObject("ended", OffsetDateTime.class),
          row.getString("place"));
    }
  }
}
