package dev.phoneproof.testservers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A PostgreSQL server for tests. */
public interface TestPostgres {

  /** A database that all tests of the JVM share. */
  default String jdbcUrl() {
    return jdbcUrl("phoneproof");
  }

  /** The URL of the database with that name, which need not exist. */
  String jdbcUrl(String database);

  String username();

  String password();

  /** Freezes the server: connections stay open and nothing is answered. */
  void pause();

  /** Ends {@link #pause()}. */
  void resume();

  /** Makes an empty database, for one test class, and returns its URL. */
  default String newDatabase() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = DriverManager.getConnection(jdbcUrl(), username(), password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return jdbcUrl(name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make a database", e);
    }
  }
}
