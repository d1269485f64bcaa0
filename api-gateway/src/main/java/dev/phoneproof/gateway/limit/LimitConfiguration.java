package dev.phoneproof.gateway.limit;

import dev.phoneproof.gateway.access.Caller;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Counts every call as soon as it is known who calls. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

  /** After whatever interceptor finds out who calls. */
  private static final int ORDER = 100;

  /** By a clock that nobody sets: a corrected one must not stop or refill all buckets. */
  @Bean
  EdgeLimits edgeLimits(LimitSettings settings, SecureRandom random) {
    return new EdgeLimits(settings, random, TimeMeter.SYSTEM_NANOTIME);
  }

  @Bean
  Flights flights() {
    return new Flights();
  }

  @Bean
  WebMvcConfigurer countedCalls(EdgeLimits limits) {
    HandlerInterceptor count =
        new HandlerInterceptor() {
          @Override
          public boolean preHandle(
              HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
              limits.requireCall(caller);
            }
            return true;
          }
        };
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(count).addPathPatterns("/v1/**").order(ORDER);
      }
    };
  }
}
