package dev.phoneproof.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program in a process and session of its own, its output in a file.
 *
 * <p>A session of its own, because Ctrl-C reaches every process of the terminal's session at once,
 * and the parts have to stop one after the other.
 */
public final class ChildProcess {

  private static final Set<String> BASICS = Set.of("PATH", "HOME", "TMPDIR", "TZ", "LANG");
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts the command; its output is appended to the log. Of the environment it gets only what
   * programs need, none of the settings and secrets of the shell.
   */
  public static ChildProcess start(List<String> command, Path log) throws IOException {
    return start(command, environment -> environment.keySet().retainAll(BASICS), log);
  }

  /** Starts the command with an environment that the caller may change first. */
  public static ChildProcess start(
      List<String> command, Consumer<Map<String, String>> environment, Path log)
      throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    ProcessBuilder builder = new ProcessBuilder(inOwnSession(command));
    environment.accept(builder.environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    process.getOutputStream().close();
    return new ChildProcess(process, log);
  }

  private static List<String> inOwnSession(List<String> command) {
    // Both end in an exec, so the process id is that of the program itself.
    List<String> prefix =
        Files.isExecutable(SETSID)
            ? List.of(SETSID.toString())
            : List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /** Completes with the exit code; 128 and more is a signal, for example 137 after kill -9. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Waits for the end and returns the exit code. */
  public int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Asks with the signal, kills when the patience is over, and returns when the process is gone. An
   * interrupt does not keep it from that.
   */
  public void stop(Signal signal, Duration patience) {
    boolean interrupted = Thread.interrupted();
    if (process.isAlive()) {
      signal.send(process.pid());
    }
    if (!goneWithin(patience)) {
      interrupted |= Thread.interrupted();
      process.destroyForcibly();
      goneWithin(Duration.ofSeconds(10));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Freezes the process and its children: they hold their connections and answer nothing. */
  public void pause() {
    Signal.STOP.send(pid());
    process.descendants().forEach(child -> Signal.STOP.send(child.pid()));
  }

  /** Ends {@link #pause()}. */
  public void resume() {
    process.descendants().forEach(child -> Signal.CONT.send(child.pid()));
    Signal.CONT.send(pid());
  }

  /** Waits for the process to end; false when it still lives after that time. */
  public boolean goneWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
