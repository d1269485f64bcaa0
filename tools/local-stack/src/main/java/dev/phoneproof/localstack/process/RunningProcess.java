package dev.phoneproof.localstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that an earlier run left behind, known by a process id from a file.
 *
 * <p>The system reuses process ids, so it counts as ours only when its command line says so.
 */
public final class RunningProcess {

  private final ProcessHandle handle;

  private RunningProcess(ProcessHandle handle) {
    this.handle = handle;
  }

  /** The process with that id, if it lives and one of its arguments contains the mark. */
  public static Optional<RunningProcess> of(long pid, String mark) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> arguments(handle).stream().anyMatch(a -> a.contains(mark)))
        .map(RunningProcess::new);
  }

  public long pid() {
    return handle.pid();
  }

  /** Asks with the signal, kills when the patience is over, and returns when it is gone. */
  public void stop(Signal signal, Duration patience) {
    signal.send(handle.pid());
    if (!goneWithin(patience)) {
      Signal.KILL.send(handle.pid());
      goneWithin(Duration.ofSeconds(10));
    }
  }

  private boolean goneWithin(Duration time) {
    try {
      handle.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> arguments(ProcessHandle handle) {
    try {
      // ProcessHandle.Info cuts long command lines off; the file has them whole.
      byte[] line = Files.readAllBytes(Path.of("/proc/" + handle.pid() + "/cmdline"));
      return Arrays.asList(new String(line, StandardCharsets.UTF_8).split("\0"));
    } catch (IOException e) {
      return handle.info().commandLine().map(List::of).orElse(List.of());
    }
  }
}
