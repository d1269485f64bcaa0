package dev.phoneproof.localstack.postgres;

import dev.phoneproof.localstack.process.StartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The two roles under which a worker uses its database, made by {@code db/roles/roles.sql}. */
public final class DatabaseRoles {

  public static final String MIGRATION = "phoneproof_migration";
  public static final String WORKER = "phoneproof_worker";

  /** No secret: the servers of a demo and of tests listen on 127.0.0.1 only. */
  public static final String PASSWORD = "phoneproof";

  private DatabaseRoles() {}

  /** What a worker has to be told. */
  public static Map<String, String> settings() {
    return Map.of(
        "DATABASE_USERNAME", WORKER,
        "DATABASE_PASSWORD", PASSWORD,
        "DATABASE_MIGRATION_USERNAME", MIGRATION,
        "DATABASE_MIGRATION_PASSWORD", PASSWORD);
  }

  /**
   * Makes the roles, or leaves them as they are, and gives them the rights to a database.
   *
   * @param repository where {@code db/roles} is
   * @param username a superuser
   */
  public static synchronized void setUp(
      Path repository, String jdbcUrl, String username, String password) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, username, password);
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(repository.resolve("db/roles/roles.sql")));
      statement.execute("alter role " + MIGRATION + " password '" + PASSWORD + "'");
      statement.execute("alter role " + WORKER + " password '" + PASSWORD + "'");
    } catch (IOException | SQLException e) {
      throw new StartFailedException("cannot make the roles of the database", e);
    }
  }
}
