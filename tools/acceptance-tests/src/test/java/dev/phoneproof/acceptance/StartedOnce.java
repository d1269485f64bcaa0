package dev.phoneproof.acceptance;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What is started for the first test that needs it and stopped after the last one. Starting keeps a
 * small machine busy, so one starts after the other and no test begins meanwhile: it would measure
 * that.
 *
 * @param outcome what was started, or why it was not
 * @param parts what is to be stopped
 */
public record StartedOnce<T>(Supplier<T> outcome, Parts parts) implements AutoCloseable {

  private static final Namespace NAMESPACE = Namespace.create(StartedOnce.class);

  /** Fair: those who wait to start come before those who wait to begin. */
  private static final ReentrantLock STARTING = new ReentrantLock(true);

  /**
   * The one of its type.
   *
   * @param start leaves what it starts to the parts; tried once, for after a failed start no test
   *     can do better
   */
  public static <T> T of(Class<T> type, ExtensionContext context, Function<Parts, T> start) {
    // JUnit closes what is in its root store when the last test is over.
    StartedOnce<?> started =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(type, _ -> toStart(start), StartedOnce.class);
    awaitOtherStarts();
    return type.cast(started.outcome().get());
  }

  private static <T> StartedOnce<T> toStart(Function<Parts, T> start) {
    Parts parts = new Parts();
    STARTING.lock();
    try {
      T system = start.apply(parts);
      return new StartedOnce<>(() -> system, parts);
    } catch (RuntimeException e) {
      parts.close();
      return new StartedOnce<>(() -> fail(e), parts);
    } finally {
      STARTING.unlock();
    }
  }

  private static void awaitOtherStarts() {
    STARTING.lock();
    STARTING.unlock();
  }

  private static <T> T fail(RuntimeException e) {
    throw e;
  }

  @Override
  public void close() {
    parts.close();
  }
}
