package dev.phoneproof.worker.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one line what keeps the worker from starting, mostly a setting; leaves the rest to
 * Spring.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineReporter implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    Optional<String> fault = faultIn(failure);
    fault.ifPresent(line -> System.err.println("otp-worker does not start: " + line));
    return fault.isPresent();
  }

  /** Names a setting and never its value; empty when the fault is none that we know. */
  static Optional<String> faultIn(Throwable failure) {
    Optional<String> found = Optional.empty();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case RefusedSettingException refused -> {
          return Optional.of(String.valueOf(refused.getMessage()));
        }
        case PortInUseException taken -> {
          return Optional.of(
              "port " + taken.getPort() + " is taken (SERVER_PORT, MANAGEMENT_SERVER_PORT)");
        }
        case CancellationException stopped -> {
          return Optional.of(String.valueOf(stopped.getMessage()));
        }
        case BindException unreadable ->
            found = Optional.of(inEnvironment(unreadable.getName() + " has an unreadable value"));
        default -> {}
      }
    }
    return found;
  }

  /** The first word as the environment has it. */
  private static String inEnvironment(String line) {
    String[] words = line.split(" ", 2);
    return words[0].toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_') + " " + words[1];
  }
}
