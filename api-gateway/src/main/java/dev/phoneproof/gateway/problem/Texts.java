package dev.phoneproof.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Sentences for people, in the languages of the message bundles. */
@Component
public final class Texts {

  private static final Set<String> LANGUAGES = Set.of("en", "de", "hr");

  private final MessageSource bundles;

  Texts(MessageSource bundles) {
    this.bundles = bundles;
  }

  /** The sentence under a key. */
  public String text(String key, Locale language) {
    return bundles.getMessage(key, null, language);
  }

  /** The first language that the caller prefers and the bundles speak; English when none fits. */
  public static Locale language(HttpServletRequest request) {
    return Collections.list(request.getLocales()).stream()
        .filter(locale -> LANGUAGES.contains(locale.getLanguage()))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }
}
