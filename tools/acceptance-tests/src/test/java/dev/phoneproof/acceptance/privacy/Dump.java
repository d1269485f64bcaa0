package dev.phoneproof.acceptance.privacy;

import dev.phoneproof.testservers.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A database as text, as {@code pg_dump} would write it, read by its superuser. */
final class Dump implements AutoCloseable {

  private static final String COLUMNS =
      """
      select format('%I.%I', table_schema, table_name), quote_ident(column_name)
      from information_schema.columns join pg_class on oid = format('%I.%I', table_schema, table_name)::regclass
      where table_schema not in ('pg_catalog', 'information_schema') and relkind = 'r'
      """;

  private final Connection connection;

  Dump(TestPostgres postgres, String jdbcUrl) throws SQLException {
    connection = DriverManager.getConnection(jdbcUrl, postgres.username(), postgres.password());
  }

  /** The values of every column of every table, by {@code schema.table.column}. */
  Map<String, List<String>> columns() throws SQLException {
    Map<String, List<String>> values = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet columns = statement.executeQuery(COLUMNS)) {
      while (columns.next()) {
        String table = columns.getString(1);
        String column = columns.getString(2);
        values.put(table + "." + column, values(table, column));
      }
    }
    return values;
  }

  private List<String> values(String table, String column) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select %s::text from %s".formatted(column, table))) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
