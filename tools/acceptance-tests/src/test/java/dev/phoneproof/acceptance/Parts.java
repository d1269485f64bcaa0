package dev.phoneproof.acceptance;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was started, to be stopped in the opposite order: at the end of the tests, or by the JVM's
 * end when the tests are interrupted or a start has failed.
 */
public final class Parts implements AutoCloseable {

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  public Parts() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-applications"));
  }

  public synchronized <T extends AutoCloseable> T keep(T part) {
    started.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        System.err.println("could not stop a part of the tests: " + e);
      }
    }
  }
}
