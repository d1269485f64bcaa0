package dev.phoneproof.localstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.localstack.process.ChildProcess;
import dev.phoneproof.localstack.process.Signal;
import dev.phoneproof.localstack.process.StartFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  @TempDir private Path home;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private Supervisor supervisor;

  @AfterEach
  void stop() {
    supervisor.stop();
  }

  @Test
  void startsInOrderAndStopsInTheReverseOrder() {
    supervisor().start(List.of(List.of(sleeper("first")), List.of(sleeper("second"))));
    supervisor.stop();

    assertThat(events).containsExactly("start first", "start second", "stop second", "stop first");
    assertThat(home.resolve("first.pid")).doesNotExist();
  }

  @Test
  void loudlyStartsAgainWhatDies() {
    supervisor().start(List.of(List.of(sleeper("worker"))));
    long first = pid("worker");

    Signal.KILL.send(first);

    await().untilAsserted(() -> assertThat(pid("worker")).isNotEqualTo(first));
    assertThat(said.toString())
        .contains("!!! worker (process " + first + ") ended with exit code 137 (killed)")
        .contains(home.resolve("worker.log").toString())
        .contains("starting it again in 1 s");
  }

  @Test
  void saysAtOnceWhatDoesNotStartAtAll() {
    Part broken =
        new Sleeper("broken") {
          @Override
          public RunningPart start() {
            throw new StartFailedException("the setting X is missing");
          }
        };

    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> supervisor().start(List.of(List.of(broken, sleeper("kafka")))))
        .withMessage("the setting X is missing");
  }

  @Test
  void stopsWhatIsStillStarting() {
    Part slow =
        new Sleeper("slow") {
          @Override
          public RunningPart start() {
            events.add("start slow");
            try {
              Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
              throw new StartFailedException("interrupted", e);
            }
            throw new AssertionError();
          }
        };
    Thread starter =
        Thread.ofVirtual()
            .start(() -> {
              try {
                supervisor().start(List.of(List.of(slow)));
              } catch (StartFailedException e) {
                events.add("failed slow");
              }
            });
    await().until(() -> events.contains("start slow"));

    supervisor.stop();

    await().until(() -> !starter.isAlive());
    assertThat(events).containsExactly("start slow", "failed slow");
  }

  private Supervisor supervisor() {
    supervisor = new Supervisor(new PidFiles(home), new Console(new PrintStream(said, true)));
    return supervisor;
  }

  private long pid(String part) {
    return new PidFiles(home).read(part).orElseThrow();
  }

  private Part sleeper(String name) {
    return new Sleeper(name);
  }

  private class Sleeper implements Part {

    private final String name;

    Sleeper(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Path log() {
      return home.resolve(name + ".log");
    }

    @Override
    public RunningPart start() {
      events.add("start " + name);
      try {
        ChildProcess process = ChildProcess.start(List.of("sleep", "60"), log());
        return new RunningPart(
            process,
            "nowhere",
            () -> {
              events.add("stop " + name);
              process.stop(Signal.TERM, Duration.ofSeconds(5));
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
