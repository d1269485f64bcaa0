package dev.phoneproof.gateway.verification;

import dev.phoneproof.gateway.body.JsonObjectResolver;
import dev.phoneproof.gateway.settings.KeySetting;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires the calls. */
@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {

  @Bean
  Ids ids(VerificationSettings settings, SecureRandom random) {
    return new Ids(KeySetting.one("PHONEPROOF_ID_KEY", settings.idKey()), random);
  }

  @Bean
  OriginTags originTags(VerificationSettings settings) {
    return new OriginTags(KeySetting.one("PHONEPROOF_ID_KEY", settings.idKey()));
  }

  @Bean
  WebMvcConfigurer bodies(JsonObjectResolver resolver) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(resolver);
      }

      /** There is one form. An odd Accept must not fail a call whose work is done already. */
      @Override
      public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
      }
    };
  }
}
