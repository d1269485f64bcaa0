package dev.phoneproof.gateway.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Replaces Tomcat's own error pages: for requests so broken that no filter ever sees them. */
final class ProblemValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    if (response.getHeader(RequestIds.HEADER) == null) {
      response.setHeader(RequestIds.HEADER, RequestIds.of(request.getHeader(RequestIds.HEADER)));
    }
    AnswerHeaders.write(request, response);
    if (status == 503) {
      response.setHeader("Retry-After", "2");
    }
    byte[] body = body(status).getBytes(StandardCharsets.UTF_8);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException e) {
      // The caller has gone: there is nobody left to tell.
    }
  }

  /** Only constants of ours go in, so nothing needs escaping. */
  private static String body(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    return """
    {"type":"about:blank","title":"%s","status":%d,"code":"%s"}\
    """
        .formatted(title, status, ProblemCode.forStatus(status).wireName());
  }
}
