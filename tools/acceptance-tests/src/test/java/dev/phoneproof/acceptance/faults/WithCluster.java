package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Layout;
import dev.phoneproof.acceptance.StartedOnce;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives fault tests the cluster, and stops it after the last one. */
final class WithCluster implements ParameterResolver, TestWatcher {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return StartedOnce.of(Cluster.class, context, Cluster::new);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    System.err.println(
        context.getDisplayName() + " failed. The applications' logs: " + Layout.logs());
  }
}
