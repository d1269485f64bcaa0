package dev.phoneproof.worker.settings;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;

/** Finds the setting behind a start that failed. */
public final class SettingFault {

  private SettingFault() {}

  /** One line that names the setting and never its value; empty when no setting is to blame. */
  public static Optional<String> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SettingException) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
      if (cause instanceof BindValidationException invalid) {
        return Optional.of(
            String.valueOf(
                invalid.getValidationErrors().getAllErrors().getFirst().getDefaultMessage()));
      }
      if (cause instanceof BindException malformed
          && !(malformed.getCause() instanceof BindValidationException)) {
        return Optional.of(
            malformed.getName()
                + " has a value that cannot be read as "
                + malformed.getTarget().getType());
      }
      if (cause instanceof ConfigurationPropertiesBindException) {
        continue;
      }
    }
    return Optional.empty();
  }
}
