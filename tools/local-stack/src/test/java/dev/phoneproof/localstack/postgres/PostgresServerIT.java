package dev.phoneproof.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.localstack.process.Signal;
import dev.phoneproof.localstack.process.StartFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

  @TempDir private static Path programs;
  @TempDir private Path home;

  @BeforeEach
  void letOthersIn() throws Exception {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void keepsItsDataOverAStop() throws Exception {
    try (PostgresServer first = start()) {
      execute(first, "CREATE TABLE note AS SELECT 7 AS n");
    }
    try (PostgresServer second = start()) {
      assertThat(query(second, "SELECT n FROM note")).isEqualTo("7");
    }
  }

  @Test
  void syncsEveryCommit() throws Exception {
    try (PostgresServer server = start()) {
      assertThat(query(server, "SHOW fsync")).isEqualTo("on");
      assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void keepsWhatWasCommittedBeforeItWasKilled() throws Exception {
    PostgresServer killed = start();
    execute(killed, "CREATE TABLE note AS SELECT 7 AS n");
    killed.process().stop(Signal.KILL, Duration.ofSeconds(10));

    try (PostgresServer second = start()) {
      assertThat(query(second, "SELECT n FROM note")).isEqualTo("7");
    }
  }

  @Test
  void replacesAServerThatAnEarlierRunLeftBehind() throws Exception {
    PostgresServer leftBehind = start();
    execute(leftBehind, "CREATE TABLE note AS SELECT 7 AS n");

    try (PostgresServer second = start()) {
      assertThat(leftBehind.process().isAlive()).isFalse();
      assertThat(query(second, "SELECT n FROM note")).isEqualTo("7");
    }
  }

  @Test
  void isNotStoppedByAProcessThatHasInheritedTheNumberInTheLockFile() throws Exception {
    start().close();
    String stranger = Long.toString(ProcessHandle.current().pid());
    Files.writeString(home.resolve("data/postmaster.pid"), stranger + "\n" + home + "\n");

    try (PostgresServer second = start()) {
      assertThat(query(second, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void refusesDataOfAnotherVersion() throws Exception {
    start().close();
    Files.writeString(home.resolve("data/PG_VERSION"), "17\n");

    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(this::start)
        .withMessageContaining("was made by PostgreSQL 17");
  }

  private PostgresServer start() {
    return PostgresServer.start(programs, home, LocalPort.free(), home.resolve("log"));
  }

  private static void execute(PostgresServer server, String sql) throws Exception {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(PostgresServer server, String sql) throws Exception {
    try (var connection = connect(server);
        var row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(PostgresServer server) throws Exception {
    return DriverManager.getConnection(
        server.jdbcUrl(), PostgresServer.USERNAME, PostgresServer.PASSWORD);
  }
}
