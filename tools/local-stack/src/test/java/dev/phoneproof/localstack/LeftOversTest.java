package dev.phoneproof.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.localstack.supervision.Console;
import dev.phoneproof.localstack.supervision.PidFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOversTest {

  @TempDir private Path home;
  private StateDirectory state;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void open() throws Exception {
    state = StateDirectory.open(home.resolve("state"));
  }

  @AfterEach
  void close() throws Exception {
    state.close();
  }

  @Test
  void stopsARecordedProcessWithOurDirectoryOnItsCommandLine() throws Exception {
    Process ours =
        new ProcessBuilder("tail", "-f", state.path().resolve("lock").toString()).start();
    record("worker", ours);

    stopLeftOvers();

    assertThat(ours.isAlive()).isFalse();
    assertThat(said.toString()).contains("worker (process " + ours.pid() + ")");
    assertThat(state.path().resolve("worker.pid")).doesNotExist();
  }

  @Test
  void leavesAProcessAloneThatHasInheritedTheNumber() throws Exception {
    Process stranger = new ProcessBuilder("tail", "-f", "/dev/null").start();
    record("worker", stranger);

    stopLeftOvers();

    assertThat(stranger.isAlive()).isTrue();
    assertThat(state.path().resolve("worker.pid")).doesNotExist();
    stranger.destroy();
  }

  @Test
  void mindsNeitherDeadProcessesNorDamagedFiles() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    record("worker", dead);
    Files.writeString(state.path().resolve("gateway.pid"), "\0\0");

    stopLeftOvers();

    assertThat(said.toString()).isEmpty();
  }

  private void stopLeftOvers() throws Exception {
    new LeftOvers(state, new Console(new PrintStream(said, true))).stop();
  }

  private void record(String part, Process process) {
    new PidFiles(state.path()).write(part, process.pid());
  }
}
