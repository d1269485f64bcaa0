package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.settings.KeySetting;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires who may call what. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  Tokens tokens(AccessSettings settings, Clock clock) {
    return new Tokens(
        new DayKeys(KeySetting.several("PHONEPROOF_TOKEN_KEYS", settings.tokenKeys())), clock);
  }

  @Bean
  VerificationAccess verificationAccess(Tokens tokens, SecureRandom random) {
    return new VerificationAccess(tokens, new TokenCookies(tokens, random));
  }

  @Bean
  WebMvcConfigurer callers(AccessSettings settings, Clock clock) {
    CallerInterceptor interceptor =
        new CallerInterceptor(Clients.parse(settings.clients()), settings.open(), clock);
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(interceptor).addPathPatterns("/v1/**");
      }
    };
  }
}
