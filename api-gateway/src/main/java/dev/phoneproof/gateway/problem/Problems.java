package dev.phoneproof.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The one place where a problem becomes an HTTP answer. */
@Component
public final class Problems {

  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);

  private final Texts texts;
  private final JsonMapper json;

  Problems(Texts texts, JsonMapper json) {
    this.texts = texts;
    this.json = json;
  }

  /** Answers where no controller is: in a filter. */
  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    ResponseEntity<Object> answer = answer(problem, Texts.language(request));
    byte[] body = json.writeValueAsBytes(answer.getBody());
    response.setStatus(answer.getStatusCode().value());
    answer
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  ResponseEntity<Object> answer(Problem problem, Locale language) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLanguage(language);
    Duration wait = problem.retryAfter();
    if (wait == null && problem.code() == ProblemCode.UNAVAILABLE) {
      wait = DEFAULT_WAIT;
    }
    if (wait != null) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait)));
    }
    if (problem.code() == ProblemCode.INVALID_API_KEY) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "ApiKey realm=\"phoneproof\"");
    }
    return new ResponseEntity<>(body(problem, language), headers, problem.code().status());
  }

  private Map<String, Object> body(Problem problem, Locale language) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", problem.code().status().getReasonPhrase());
    body.put("status", problem.code().status().value());
    body.put("code", problem.code().wireName());
    body.put("detail", texts.text(problem.detailKey(), language));
    body.putAll(problem.members());
    return body;
  }

  /** Whole seconds, rounded up, so that who waits so long is not too early. */
  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
