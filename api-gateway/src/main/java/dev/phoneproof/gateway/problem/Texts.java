package dev.phoneproof.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Sentences for people, in the languages of the message bundles. */
@Component
public final class Texts {

  private static final Map<String, Locale> LANGUAGES =
      Map.of("en", Locale.ENGLISH, "de", Locale.GERMAN, "hr", Locale.of("hr"));

  private final MessageSource bundles;

  /** Reads all bundles, so that no call has to. */
  Texts(MessageSource bundles) {
    this.bundles = bundles;
    LANGUAGES.values().forEach(language -> text("problem.invalid_request", language));
  }

  /**
   * The sentence under a key, in English when the bundles do not speak the language.
   *
   * @param language may be what a caller has written: nothing is kept of it, while a message source
   *     keeps an entry for each locale that it is ever asked for
   */
  public String text(String key, Locale language) {
    return bundles.getMessage(key, null, spoken(language).orElse(Locale.ENGLISH));
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
