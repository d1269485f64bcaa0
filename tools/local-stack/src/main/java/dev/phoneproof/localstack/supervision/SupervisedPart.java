package dev.phoneproof.localstack.supervision;

import dev.phoneproof.localstack.process.StartFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One part and the thread that keeps it alive. */
final class SupervisedPart {

  private final Part part;
  private final PidFiles pids;
  private final Console console;
  private final CompletableFuture<String> givenUp;
  private final CompletableFuture<Void> firstStart = new CompletableFuture<>();
  private final RestartPolicy policy = new RestartPolicy();
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable RunningPart running;

  SupervisedPart(Part part, PidFiles pids, Console console, CompletableFuture<String> givenUp) {
    this.part = part;
    this.pids = pids;
    this.console = console;
    this.givenUp = givenUp;
    this.thread = Thread.ofPlatform().name("keeps " + part.name()).daemon().unstarted(this::keep);
  }

  Part part() {
    return part;
  }

  /** Completes when the part is ready for the first time, or exceptionally when it is not. */
  CompletableFuture<Void> start() {
    thread.start();
    return firstStart;
  }

  /** Returns when the process is gone. */
  void stop() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RunningPart last = running;
    if (last != null) {
      last.stop().run();
    }
    pids.delete(part.name());
  }

  private void keep() {
    try {
      startFirst();
      while (!stopping) {
        keepOneLife();
      }
    } catch (InterruptedException e) {
      // Told to stop.
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(RuntimeException e) {
    StartFailedException failure =
        e instanceof StartFailedException known
            ? known
            : new StartFailedException(part.name() + ": " + e, e);
    if (!stopping) {
      console.showEndOf(part.log());
    }
    givenUp.complete(String.valueOf(failure.getMessage()));
    firstStart.completeExceptionally(failure);
  }

  private void startFirst() {
    startOnce("ready");
    firstStart.complete(null);
  }

  private void startOnce(String ready) {
    long start = System.nanoTime();
    RunningPart fresh = part.start();
    running = fresh;
    pids.write(part.name(), fresh.process().pid());
    if (stopping) {
      return;
    }
    console.say(
        "  %-10s %s after %s, %s"
            .formatted(part.name(), ready, Console.seconds(since(start)), fresh.address()));
  }

  private void keepOneLife() throws InterruptedException {
    long start = System.nanoTime();
    String end = lifeOf(running);
    while (!stopping) {
      Optional<Duration> pause = policy.afterDeath(since(start));
      if (pause.isEmpty()) {
        giveUp(end);
      }
      console.shout(
          "%s %s; log: %s; starting it again in %d s"
              .formatted(part.name(), end, part.log(), pause.orElseThrow().toSeconds()));
      Thread.sleep(pause.orElseThrow());
      start = System.nanoTime();
      try {
        startOnce("ready again");
        return;
      } catch (StartFailedException e) {
        end = "did not start again";
      }
    }
  }

  private static String lifeOf(@Nullable RunningPart life) throws InterruptedException {
    if (life == null) {
      throw new IllegalStateException("not started");
    }
    int code = life.process().awaitExit();
    return "(process " + life.process().pid() + ") ended with " + exit(code);
  }

  static String exit(int code) {
    return switch (code) {
      case 137 -> "exit code 137 (killed)";
      case 143 -> "exit code 143 (terminated)";
      default -> "exit code " + code;
    };
  }

  private void giveUp(String end) throws InterruptedException {
    console.showEndOf(part.log());
    givenUp.complete(
        part.name()
            + " "
            + end
            + ", for the "
            + RestartPolicy.MOST_SHORT_LIVES
            + "th time right after its start; giving up");
    throw new InterruptedException();
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
