package dev.phoneproof.gateway.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The one place where a problem becomes an HTTP answer. */
@Component
final class Problems {

  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);

  private final Texts texts;

  Problems(Texts texts) {
    this.texts = texts;
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
