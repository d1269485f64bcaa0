package dev.phoneproof.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  @TempDir private Path home;

  @Test
  void writesItsOutputToItsLog() throws Exception {
    ChildProcess process = shell("echo out; echo err >&2");

    assertThat(process.awaitExit()).isZero();
    assertThat(process.log()).hasContent("out\nerr");
  }

  @Test
  void inheritsNothingOfTheShellButTheBasics() throws Exception {
    ChildProcess process = shell("env");
    process.awaitExit();

    assertThat(Files.readAllLines(process.log()))
        .isNotEmpty()
        .allMatch(line -> line.matches("(PATH|HOME|TMPDIR|TZ|LANG|PWD|OLDPWD|SHLVL|_)=.*"));
  }

  @Test
  void isAskedFirst() throws Exception {
    ChildProcess process =
        shell("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
    await().until(() -> Files.readString(process.log()).contains("ready"));

    process.stop(Signal.TERM, Duration.ofSeconds(10));

    assertThat(process.log()).content().contains("bye");
  }

  @Test
  void isKilledWhenItDoesNotListen() throws Exception {
    ChildProcess process = shell("trap '' TERM; echo ready; while :; do sleep 0.1; done");
    await().until(() -> Files.readString(process.log()).contains("ready"));

    process.stop(Signal.TERM, Duration.ofMillis(200));

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void hasASessionOfItsOwnAwayFromTheTerminalsSignals() throws Exception {
    ChildProcess process = shell("cut -d ' ' -f 6 /proc/$$/stat");
    process.awaitExit();

    assertThat(process.log()).content().isEqualToIgnoringNewLines(Long.toString(process.pid()));
  }

  private ChildProcess shell(String command) throws Exception {
    return ChildProcess.start(List.of("/bin/sh", "-c", command), home.resolve("log"));
  }
}
