package dev.phoneproof.acceptance;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives tests the running system, stops it after the last one and says where the logs are. */
final class WithRunningSystem implements ParameterResolver, TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(WithRunningSystem.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningSystem.class;
  }

  @Override
  public RunningSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // JUnit closes what is in its root store when the last test is over.
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Attempt.class, _ -> Attempt.toStart(), Attempt.class)
        .system();
  }

  /** A start is tried once: after a failed one no test can do better. */
  private record Attempt(Supplier<RunningSystem> outcome, Parts parts) implements AutoCloseable {

    static Attempt toStart() {
      Parts parts = new Parts();
      try {
        RunningSystem system = new RunningSystem(parts);
        return new Attempt(() -> system, parts);
      } catch (RuntimeException e) {
        parts.close();
        return new Attempt(() -> fail(e), parts);
      }
    }

    private static RunningSystem fail(RuntimeException e) {
      throw e;
    }

    RunningSystem system() {
      return outcome.get();
    }

    @Override
    public void close() {
      parts.close();
    }
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    System.err.println(
        context.getDisplayName() + " failed. The applications' logs: " + Layout.logs());
  }
}
