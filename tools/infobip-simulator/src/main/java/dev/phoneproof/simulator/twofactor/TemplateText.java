package dev.phoneproof.simulator.twofactor;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code {{name}}} and {@code {{pin}}} in a template's text. */
final class TemplateText {
  static final String PIN = "{{pin}}";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

  private TemplateText() {}

  /** What is wrong with the placeholders of a request, as the contract describes them. */
  static Optional<String> problem(String text, Map<String, String> values) {
    if (values.containsKey("pin")) {
      return Optional.of("placeholders must not contain pin");
    }
    if (values.keySet().stream().anyMatch(key -> key.contains("{") || key.contains("}"))) {
      return Optional.of("placeholder keys must not contain curly brackets");
    }
    boolean complete =
        PLACEHOLDER
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .allMatch(name -> name.equals("pin") || values.containsKey(name));
    return complete ? Optional.empty() : Optional.of("a placeholder of the template has no value");
  }

  static String fill(String text, String pin, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match, pin, values)));
  }

  /** Digit by digit, as a voice reads them. */
  static String spoken(String pin) {
    return String.join(" ", pin.split("", -1)).strip();
  }

  private static String value(MatchResult match, String pin, Map<String, String> values) {
    String name = match.group(1);
    return name.equals("pin") ? pin : values.getOrDefault(name, match.group());
  }
}
