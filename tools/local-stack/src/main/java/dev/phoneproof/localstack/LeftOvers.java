package dev.phoneproof.localstack;

import dev.phoneproof.localstack.postgres.PostgresServer;
import dev.phoneproof.localstack.process.RunningProcess;
import dev.phoneproof.localstack.process.Signal;
import dev.phoneproof.localstack.supervision.Console;
import dev.phoneproof.localstack.supervision.PidFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Processes of an earlier run that was killed before it could stop them. */
final class LeftOvers {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final StateDirectory state;
  private final Console console;

  LeftOvers(StateDirectory state, Console console) {
    this.state = state;
    this.console = console;
  }

  /** Stops those that are surely ours: recorded, and with our directory on the command line. */
  void stop() throws IOException {
    PidFiles pids = new PidFiles(state.path());
    for (String part : Stack.partNames()) {
      find(pids, part)
          .ifPresent(process -> {
            console.say(
                "  stopping the %s (process %d) that an earlier run left behind"
                    .formatted(part, process.pid()));
            process.stop(signal(part), PATIENCE);
          });
      pids.delete(part);
    }
    // Killed in its start, it may have left its own lock file but no pid file of ours.
    PostgresServer.stopLeftOver(state.postgresql());
  }

  private Optional<RunningProcess> find(PidFiles pids, String part) {
    return pids.read(part).stream()
        .boxed()
        .flatMap(pid -> RunningProcess.of(pid, state.path().toString()).stream())
        .findFirst();
  }

  /** PostgreSQL would wait for its clients after a TERM. */
  private static Signal signal(String part) {
    return part.equals("postgresql") ? Signal.INT : Signal.TERM;
  }
}
