package dev.phoneproof.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

  @TempDir private Path home;

  @Test
  void isMadeAtItsFirstUse() throws Exception {
    try (StateDirectory state = StateDirectory.open(home.resolve("state"))) {
      assertThat(state.path()).isDirectory();
      assertThat(StateDirectory.isStack(state.path())).isTrue();
    }
  }

  @Test
  void isNotTakenOverFromAnybodyElse() throws Exception {
    Files.writeString(home.resolve("thesis.txt"), "years of work");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> StateDirectory.open(home))
        .withMessageContaining("PHONEPROOF_DEMO_DIR");
  }

  @Test
  void isUsedByOneStackAtATime() throws Exception {
    try (StateDirectory first = StateDirectory.open(home.resolve("state"))) {
      // Within one JVM the lock answers with an exception, between two with a refusal.
      assertThatExceptionOfType(OverlappingFileLockException.class)
          .isThrownBy(() -> StateDirectory.open(first.path()));
    }
  }

  @Test
  void isEmptiedOfWhatAStackPutsThereAndOfNothingElse() throws Exception {
    try (StateDirectory state = StateDirectory.open(home.resolve("state"))) {
      Files.createDirectories(state.kafka().resolve("data"));
      Files.writeString(state.path().resolve("note.txt"), "mine");

      state.empty();

      assertThat(state.kafka()).doesNotExist();
      assertThat(state.path().resolve("note.txt")).exists();
    }
  }

  @Test
  void keepsTheLogsOfTheLastRun() throws Exception {
    try (StateDirectory state = StateDirectory.open(home.resolve("state"))) {
      state.turnLogs();
      Files.writeString(state.log("worker"), "first run");

      state.turnLogs();

      assertThat(state.log("worker")).doesNotExist();
      assertThat(state.path().resolve("logs.previous/worker.log")).hasContent("first run");
    }
  }
}
