package dev.phoneproof.gateway.problem;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of requests: the caller's own if it has a harmless form, else a new one. They go into
 * answers and logs, so there is no room for a phone number in them.
 */
final class RequestIds {

  static final String HEADER = "X-Request-Id";

  /** UUIDs and trace ids; other names with fewer than seven digits, however these are grouped. */
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9a-f]{32}"
              + "|(?!.*[0-9]([._-]*[0-9]){6})[A-Za-z0-9._-]{1,64}");

  private RequestIds() {}

  static String of(@Nullable String given) {
    return given != null && FORM.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }
}
