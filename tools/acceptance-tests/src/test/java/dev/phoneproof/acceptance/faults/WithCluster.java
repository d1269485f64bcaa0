package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Layout;
import dev.phoneproof.acceptance.Parts;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives fault tests the cluster, and stops it after the last one. */
final class WithCluster implements ParameterResolver, TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(WithCluster.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // JUnit closes what is in its root store when the last test is over.
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Attempt.class, _ -> Attempt.toStart(), Attempt.class)
        .cluster();
  }

  /** A start is tried once: after a failed one no test can do better. */
  private record Attempt(Supplier<Cluster> outcome, Parts parts) implements AutoCloseable {

    static Attempt toStart() {
      Parts parts = new Parts();
      try {
        Cluster cluster = new Cluster(parts);
        return new Attempt(() -> cluster, parts);
      } catch (RuntimeException e) {
        parts.close();
        return new Attempt(() -> fail(e), parts);
      }
    }

    private static Cluster fail(RuntimeException e) {
      throw e;
    }

    Cluster cluster() {
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
