package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Application;
import dev.phoneproof.acceptance.Parts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker or gateway with a name and a port, to be started and faulted again and again. */
final class Member {

  /** A clean stop takes no longer. */
  static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final String name;
  private final Path jar;
  private final Map<String, String> environment;
  private final URI readiness;
  private final Parts parts;
  private final Runnable changed;
  private @Nullable Application process;
  private volatile boolean serving;
  private int starts;

  Member(
      String name,
      Path jar,
      Map<String, String> environment,
      URI readiness,
      Parts parts,
      Runnable changed) {
    this.name = name;
    this.jar = jar;
    this.environment = environment;
    this.readiness = readiness;
    this.parts = parts;
    this.changed = changed;
  }

  /** Starts it, unless it runs, and returns when it is ready. */
  synchronized Member start() {
    return launch().awaitReady();
  }

  /** Starts it, unless it runs. */
  synchronized Member launch() {
    if (process == null || !process.isAlive()) {
      starts++;
      process = parts.keep(Application.start(name + "." + starts, jar, environment));
    }
    return this;
  }

  synchronized Member awaitReady() {
    running().awaitReady(readiness, readiness.getPath());
    isNowServing(true);
    return this;
  }

  synchronized void kill() {
    isNowServing(false);
    running().kill();
  }

  synchronized void pause() {
    isNowServing(false);
    running().pause();
  }

  synchronized void resume() {
    running().resume();
    isNowServing(true);
  }

  /** Asks it to stop and returns its exit code, which must come in time. */
  synchronized int stop() {
    isNowServing(false);
    return running().stop(LONGEST_STOP);
  }

  synchronized void stopIfRunning() {
    if (process != null && process.isAlive()) {
      stop();
    }
  }

  synchronized Application running() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process;
  }

  boolean isServing() {
    return serving;
  }

  private void isNowServing(boolean now) {
    serving = now;
    changed.run();
  }
}
