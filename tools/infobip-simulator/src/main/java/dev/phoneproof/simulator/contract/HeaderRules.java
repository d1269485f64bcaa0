package dev.phoneproof.simulator.contract;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Authorization as in the file's security schemes, Accept as in its answers. */
final class HeaderRules {
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(App|Basic|IBSSO|Bearer) [^\\s].*", Pattern.CASE_INSENSITIVE);
  private static final List<String> ACCEPTABLE =
      List.of("application/json", "application/xml", "application/*", "*/*");

  private HeaderRules() {}

  static void authorization(@Nullable String value, List<Problem> problems) {
    if (value == null) {
      problems.add(new Problem("header/Authorization", "is required"));
    } else if (!AUTHORIZATION.matcher(value).matches()) {
      problems.add(
          new Problem("header/Authorization", "must be 'App {key}' or another scheme of the file"));
    }
  }

  static void accept(@Nullable String value, List<Problem> problems) {
    if (value != null && !value.isBlank() && !allowsAny(value)) {
      problems.add(new Problem("header/Accept", "allows none of the file's media types"));
    }
  }

  private static boolean allowsAny(String accept) {
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (ACCEPTABLE.contains(range.split(";", -1)[0].strip())) {
        return true;
      }
    }
    return false;
  }
}
