package dev.phoneproof.localstack.postgres;

import dev.phoneproof.localstack.process.StartFailedException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The server, seen through one of its databases. */
record Database(String jdbcUrl) {

  boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      // Not listening yet, or still recovering from a crash.
      return false;
    }
  }

  void createIfMissing(String name) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      if (!exists(statement, name)) {
        statement.execute("CREATE DATABASE " + name);
      }
    } catch (SQLException e) {
      throw new StartFailedException("cannot create the database " + name, e);
    }
  }

  private static boolean exists(Statement statement, String name) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
      return row.next();
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", PostgresServer.USERNAME);
    properties.setProperty("password", PostgresServer.PASSWORD);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "20");
    return DriverManager.getConnection(jdbcUrl, properties);
  }
}
