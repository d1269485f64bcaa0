package dev.phoneproof.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Sentences for people, in the languages of the bundles. Not Spring's message source, which keeps
 * an entry for each locale that any caller has ever named.
 */
@Component
public final class Texts {

  static final String BUNDLES = "texts";

  private static final Map<String, Locale> LANGUAGES =
      Stream.of("en", "de", "hr").collect(Collectors.toMap(Function.identity(), Locale::of));

  private static final Control WITHOUT_THE_MACHINES_LANGUAGE =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private final Map<Locale, ResourceBundle> bundles;

  /** Reads all bundles, so that no call has to. */
  Texts() {
    bundles =
        LANGUAGES.values().stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    language ->
                        ResourceBundle.getBundle(
                            BUNDLES, language, WITHOUT_THE_MACHINES_LANGUAGE)));
  }

  /** The sentence under a key, in English when the bundles do not speak the language. */
  public String text(String key, Locale language) {
    Locale spoken = spoken(language).orElse(Locale.ENGLISH);
    return Objects.requireNonNull(bundles.get(spoken)).getString(key);
  }

  /** The first language that the caller prefers and the bundles speak; English when none fits. */
  public static Locale language(HttpServletRequest request) {
    return Collections.list(request.getLocales()).stream()
        .flatMap(locale -> spoken(locale).stream())
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  private static Optional<Locale> spoken(Locale locale) {
    return Optional.ofNullable(LANGUAGES.get(locale.getLanguage()));
  }
}
