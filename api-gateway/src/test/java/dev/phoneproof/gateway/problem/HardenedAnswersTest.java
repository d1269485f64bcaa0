package dev.phoneproof.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.gateway.ClosedGatewayTest;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What a browser, a proxy and a scanner see of every answer. */
class HardenedAnswersTest extends ClosedGatewayTest {

  @LocalManagementPort private int managementPort;
  @Autowired private Languages languages;

  @Test
  void hardensEveryAnswer() {
    for (HttpResponse<String> answer :
        List.of(
            post(BODY, "X-API-Key", "first"),
            post(BODY, "X-API-Key", "nobodys"),
            post("{", "X-API-Key", "first"),
            send(From.ANYWHERE, "GET", "/", null),
            send(From.ANYWHERE, "GET", "/v1/a%2Fb", null),
            preflight("https://shop.example", "POST", "content-type"),
            preflight("https://evil.example", "POST", "content-type"))) {
      assertThat(header(answer, "Content-Security-Policy"))
          .isEqualTo(
              "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
      assertThat(header(answer, "Strict-Transport-Security")).isEqualTo("max-age=31536000");
      assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
      assertThat(header(answer, "X-Request-Id")).isNotEmpty();
      assertThat(answer.headers().map().keySet())
          .doesNotContain("server", "x-powered-by", "access-control-allow-credentials");
    }
  }

  @Test
  void demandsTlsOnlyWhereTheBrowserUsedIt() {
    String[] plain = {"X-Forwarded-Proto", "http"};
    assertThat(send(From.PROXY, "GET", "/", null, plain).headers().map())
        .doesNotContainKey("strict-transport-security");
    assertThat(send(From.PROXY, "GET", "/", null).headers().map())
        .containsKey("strict-transport-security");
    assertThat(send(From.ANYWHERE, "GET", "/", null, plain).headers().map())
        .containsKey("strict-transport-security");
  }

  @Test
  void servesNothingElseOnEitherPort() throws Exception {
    for (String path : List.of("/", "/login", "/logout", "/error", "/actuator/health")) {
      assertProblem(send(From.ANYWHERE, "GET", path, null), 404, "not_found");
    }
    assertThat(plain(managementPort, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(plain(managementPort, PATH).statusCode()).isEqualTo(404);
  }

  /** NUL, and a control character that is one byte in Latin-1. */
  @ParameterizedTest
  @CsvSource({
    "Origin, a\u0000b",
    "X-API-Key, a\u0000b",
    "Idempotency-Key, a\u0000b",
    "Origin, a\u0085b",
    "X-API-Key, a\u0085b",
    "Sec-Fetch-Site, a\u0085b",
    "Idempotency-Key, a\u0085b"
  })
  void answersRubbishInAHeaderWithAProblem(String header, String rubbish) throws Exception {
    String key = header.equals("X-API-Key") ? "" : "X-API-Key: first\r\n";
    String answer =
        raw(
            "POST %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                    .formatted(PATH)
                + "Content-Length: %d\r\n%s%s: %s\r\n\r\n%s"
                    .formatted(BODY.length(), key, header, rubbish, BODY));
    assertThat(answer).startsWith("HTTP/1.1 4").contains("\"code\":\"").doesNotContain(rubbish);
    assertThat(published.all()).isEmpty();
  }

  @Test
  void keepsTheLanguagesThatCallersNameFromSpring() {
    HttpResponse<String> refused =
        post(BODY, "X-API-Key", "nobodys", "Accept-Language", "hr-BA-v1234");
    HttpResponse<String> taken = post(BODY, "X-API-Key", "first", "Accept-Language", "hr-BA-v1234");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(taken.statusCode()).isEqualTo(202);
    assertThat(languages.inSecurity).isNotEmpty().doesNotContain("hr");
    assertThat(languages.inMvc).isNotEmpty().doesNotContain("hr");
  }

  private static HttpResponse<String> plain(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  /** In which languages Spring would say something. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Languages implements WebMvcConfigurer {

    final Set<String> inSecurity = ConcurrentHashMap.newKeySet();
    final Set<String> inMvc = ConcurrentHashMap.newKeySet();

    @Bean
    FilterRegistrationBean<Filter> justBeforeSecurity() {
      FilterRegistrationBean<Filter> registration =
          new FilterRegistrationBean<>((request, response, chain) -> {
            inSecurity.add(LocaleContextHolder.getLocale().getLanguage());
            chain.doFilter(request, response);
          });
      registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
      return registration;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
      interceptors.addInterceptor(
          new HandlerInterceptor() {
            @Override
            public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler) {
              inMvc.add(LocaleContextHolder.getLocale().getLanguage());
              return true;
            }
          });
    }
  }
}
