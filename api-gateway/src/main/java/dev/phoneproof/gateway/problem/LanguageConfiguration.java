package dev.phoneproof.gateway.problem;

import java.util.Locale;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/**
 * Keeps the languages that callers name from Spring. Its message sources, which Spring Security
 * asks whenever it refuses somebody, keep an entry for each language that they are asked in:
 * callers without a key could fill the memory. What a person reads comes from {@link Texts}.
 */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {

  /** For Spring MVC. */
  @Bean
  LocaleResolver localeResolver() {
    return new FixedLocaleResolver(Locale.ENGLISH);
  }

  /** For all that runs before it: stands in for the filter that Spring Boot would add. */
  @Bean
  FilterRegistrationBean<RequestContextFilter> noLanguageOfARequest() {
    FilterRegistrationBean<RequestContextFilter> registration =
        new FilterRegistrationBean<>(new RequestContextFilter());
    registration.setEnabled(false);
    return registration;
  }
}
