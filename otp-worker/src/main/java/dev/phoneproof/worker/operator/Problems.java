package dev.phoneproof.worker.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The one place where a problem becomes an HTTP answer. It never repeats what was sent. */
@Component
final class Problems {

  private static final String RETRY_AFTER_SECONDS = "5";

  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  void write(HttpServletRequest request, HttpServletResponse response, ProblemCode code)
      throws IOException {
    CallOutcome.set(request, code.wireName());
    response.setStatus(code.status().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    if (code == ProblemCode.INVALID_CREDENTIALS) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"phoneproof operators\"");
    }
    if (code == ProblemCode.UNAVAILABLE) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    response.getOutputStream().write(json.writeValueAsBytes(body(code)));
  }

  private static Map<String, Object> body(ProblemCode code) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", code.status().getReasonPhrase());
    body.put("status", code.status().value());
    body.put("code", code.wireName());
    body.put("detail", code.detail());
    return body;
  }
}
