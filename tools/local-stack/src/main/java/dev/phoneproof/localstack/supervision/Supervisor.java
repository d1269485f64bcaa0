package dev.phoneproof.localstack.supervision;

import dev.phoneproof.localstack.process.StartFailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the parts of the stack. */
public final class Supervisor {

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  private final PidFiles pids;
  private final Console console;
  private final CompletableFuture<String> givenUp = new CompletableFuture<>();
  private final Deque<List<SupervisedPart>> started = new ArrayDeque<>();
  private volatile boolean stopped;

  public Supervisor(PidFiles pids, Console console) {
    this.pids = pids;
    this.console = console;
  }

  /**
   * Starts the stages one after the other, the parts of a stage together.
   *
   * @throws StartFailedException when a part does not come up; the others go on running
   */
  public void start(List<List<Part>> stages) {
    for (List<Part> stage : stages) {
      List<SupervisedPart> parts = register(stage);
      if (parts.isEmpty()) {
        return;
      }
      awaitAll(parts);
    }
  }

  private synchronized List<SupervisedPart> register(List<Part> stage) {
    if (stopped) {
      return List.of();
    }
    List<SupervisedPart> parts =
        stage.stream().map(part -> new SupervisedPart(part, pids, console, givenUp)).toList();
    started.push(parts);
    return parts;
  }

  private void awaitAll(List<SupervisedPart> parts) {
    console.say("  starting " + names(parts));
    CompletableFuture<?>[] starts =
        parts.stream().map(SupervisedPart::start).toArray(CompletableFuture[]::new);
    CompletableFuture<?> end = CompletableFuture.anyOf(CompletableFuture.allOf(starts), givenUp);
    while (!isDoneWithin(SIGN_OF_LIFE, end)) {
      sayWhatIsAwaited(parts, starts);
    }
    if (givenUp.isDone()) {
      throw new StartFailedException(givenUp.join());
    }
  }

  private static boolean isDoneWithin(Duration time, CompletableFuture<?> future) {
    try {
      future.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      // A start that failed: givenUp says why.
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
    }
  }

  private static String names(List<SupervisedPart> parts) {
    return String.join(", ", parts.stream().map(p -> p.part().name()).toList());
  }

  private void sayWhatIsAwaited(List<SupervisedPart> parts, CompletableFuture<?>[] starts) {
    for (int i = 0; i < starts.length; i++) {
      if (!stopped && !starts[i].isDone()) {
        Part part = parts.get(i).part();
        console.say("  still waiting for " + part.name() + ", log: " + part.log());
      }
    }
  }

  /** Whether it was told to stop. */
  public boolean isStopped() {
    return stopped;
  }

  /** Waits until a part cannot be kept alive, and returns why. */
  public String awaitGivingUp() {
    return givenUp.join();
  }

  /** Stops all parts, the last stage first, and returns when no process is left. */
  public void stop() {
    stopped = true;
    stopStages();
  }

  private synchronized void stopStages() {
    while (!started.isEmpty()) {
      List<SupervisedPart> stage = started.pop();
      console.say("  stopping " + names(stage));
      stage.parallelStream().forEach(SupervisedPart::stop);
    }
  }
}
