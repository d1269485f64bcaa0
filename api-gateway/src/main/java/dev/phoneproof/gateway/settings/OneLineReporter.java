package dev.phoneproof.gateway.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one line on the error stream why the start was refused; leaves the rest to Spring. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineReporter implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    String line = lineFor(failure);
    if (line == null) {
      return false;
    }
    System.err.println("api-gateway does not start: " + line);
    return true;
  }

  static @Nullable String lineFor(Throwable failure) {
    BindException unreadable = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedSettingException refused) {
        return refused.getMessage();
      }
      if (cause instanceof PortInUseException taken) {
        return "port " + taken.getPort() + " is taken (SERVER_PORT, MANAGEMENT_SERVER_PORT)";
      }
      if (cause instanceof BindException bind) {
        unreadable = bind;
      }
    }
    return unreadable == null ? null : environmentName(unreadable) + " has an unreadable value";
  }

  private static String environmentName(BindException failure) {
    String property = failure.getName().toString();
    return property.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }
}
