package dev.phoneproof.worker.operator;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Who may call what. What is not allowed here is denied. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  /** Nobody without the setting; then nothing listens either. */
  @Bean
  AuthenticationProvider operators(Environment environment) {
    return new OperatorAuthentication(
        Operators.parse(environment.getProperty("phoneproof.operators", "")));
  }

  /** The management port is for whom the network lets in: probes and Prometheus. */
  @Bean
  @Order(1)
  SecurityFilterChain managementPort(HttpSecurity http) {
    return stateless(http)
        .securityMatcher(AccessConfiguration::isOnManagementPort)
        .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain operatorApi(HttpSecurity http, OperatorCalls calls, Problems problems) {
    return stateless(http)
        .httpBasic(basic ->
            basic.authenticationEntryPoint((request, response, failure) ->
                problems.write(request, response, ProblemCode.INVALID_CREDENTIALS)))
        .exceptionHandling(refusals ->
            refusals.accessDeniedHandler((request, response, failure) ->
                problems.write(request, response, ProblemCode.NOT_ALLOWED)))
        .addFilterBefore(new CallRecordingFilter(calls, problems), ExceptionTranslationFilter.class)
        .authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/operator/v1/erasures", "/operator/v1/exports")
                .hasAuthority(Role.PRIVACY.name())
                .requestMatchers(HttpMethod.POST, "/operator/v1/lookups")
                .hasAuthority(Role.READ.name())
                .requestMatchers(HttpMethod.GET, "/operator/v1/**")
                .hasAuthority(Role.READ.name())
                .requestMatchers(
                    HttpMethod.POST, "/operator/v1/dead-letters/replays", "/operator/v1/purges")
                .hasAuthority(Role.ACT.name())
                .anyRequest()
                .denyAll())
        .build();
  }

  private static HttpSecurity stateless(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }

  private static boolean isOnManagementPort(HttpServletRequest request) {
    return WebServerApplicationContext.hasServerNamespace(
        WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext()),
        "management");
  }
}
