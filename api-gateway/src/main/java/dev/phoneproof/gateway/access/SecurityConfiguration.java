package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.problem.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Who may call what. What is not allowed here is not there. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String API = "/v1/**";

  /** For other services' libraries to check proofs with: nothing secret. */
  private static final String PUBLIC_KEYS = "/.well-known/jwks.json";

  @Bean
  Clients clients(AccessSettings settings) {
    return Clients.parse(settings.clients());
  }

  @Bean
  AuthenticationProvider callers(Clients clients, AccessSettings settings, Clock clock) {
    return new CallerAuthenticator(clients, settings.open(), clock);
  }

  /** The management port is for whom the network lets in: probes and Prometheus. */
  @Bean
  @Order(1)
  SecurityFilterChain managementPort(HttpSecurity http) {
    return stateless(http)
        .securityMatcher(SecurityConfiguration::isOnManagementPort)
        .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain publicPort(
      HttpSecurity http, Clients clients, AuthenticationProvider callers, Problems problems) {
    return stateless(http)
        // Every answer gets its headers earlier, those of Tomcat's own too.
        .headers(AbstractHttpConfigurer::disable)
        .addFilter(cors(new PageRules(clients.origins(), problems)))
        .addFilterBefore(authentication(callers, problems), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(API)
                .authenticated()
                .requestMatchers(PUBLIC_KEYS)
                .permitAll()
                .anyRequest()
                .denyAll())
        .exceptionHandling(refusals ->
            refusals
                .authenticationEntryPoint((request, response, failure) ->
                    problems.write(request, response, Problem.of(ProblemCode.NOT_FOUND)))
                .accessDeniedHandler((request, response, failure) ->
                    problems.write(request, response, Problem.of(ProblemCode.NOT_FOUND))))
        .build();
  }

  private static CorsFilter cors(PageRules pages) {
    UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
    paths.registerCorsConfiguration(API, pages.configuration());
    paths.registerCorsConfiguration(PUBLIC_KEYS, PageRules.EVERYBODY);
    CorsFilter filter = new CorsFilter(paths);
    filter.setCorsProcessor(pages);
    return filter;
  }

  private static AuthenticationFilter authentication(
      AuthenticationProvider callers, Problems problems) {
    AuthenticationFilter filter =
        new AuthenticationFilter(new ProviderManager(callers), new ClaimReader());
    filter.setRequestMatcher(PathPatternRequestMatcher.pathPattern(API));
    filter.setSuccessHandler((request, response, caller) ->
        request.setAttribute(Caller.ATTRIBUTE, caller.getPrincipal()));
    filter.setFailureHandler((request, response, failure) ->
        problems.write(
            request,
            response,
            failure instanceof CallerRefusedException refusal
                ? refusal.problem()
                : Problem.of(ProblemCode.INTERNAL_ERROR)));
    return filter;
  }

  /** Cross-site requests are kept out by {@link ClaimReader}, which needs no memory for it. */
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
