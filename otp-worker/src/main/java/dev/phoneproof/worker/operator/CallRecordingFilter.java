package dev.phoneproof.worker.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Writes down who called what for which reason and what came of it, refusals too, before the answer
 * leaves: an answer that cannot be written down is not given.
 */
final class CallRecordingFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(CallRecordingFilter.class);
  static final String REASON_HEADER = "X-Reason";

  /** A ticket's name. No text that could hold a phone number. */
  private static final Pattern REASON =
      Pattern.compile("(?!.*[0-9]{7})[A-Za-z0-9._-]{1,64}", Pattern.DOTALL);

  /** Parts of a path that are recorded as they are; whatever else was typed there is not. */
  private static final Pattern PATH_PART =
      Pattern.compile("[a-z-]{0,40}|v1|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final int MOST_PARTS = 8;
  private static final int MOST_BYTES = 16 * 1024;

  private final OperatorCalls calls;
  private final Problems problems;

  CallRecordingFilter(OperatorCalls calls, Problems problems) {
    this.calls = calls;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> operator = operator();
    if (operator.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    Optional<String> reason = reason(request);
    if (reason.isEmpty()) {
      problems.write(request, answer, ProblemCode.REASON_REQUIRED);
    } else if (isTooLarge(request)) {
      problems.write(request, answer, ProblemCode.BODY_TOO_LARGE);
    } else {
      call(request, answer, chain);
    }
    try {
      calls.add(operator.get(), call(request), reason.orElse(null), CallOutcome.of(request));
    } catch (DataAccessException e) {
      LOG.warn("A call cannot be recorded, so it is not answered: {}", e.toString());
      answer.reset();
      problems.write(request, answer, ProblemCode.UNAVAILABLE);
    }
    answer.copyBodyToResponse();
  }

  private void call(
      HttpServletRequest request, ContentCachingResponseWrapper answer, FilterChain chain)
      throws IOException {
    try {
      chain.doFilter(request, answer);
    } catch (ServletException | RuntimeException e) {
      LOG.error("A call failed unexpectedly", Unquoted.of(e));
      answer.reset();
      problems.write(request, answer, ProblemCode.INTERNAL_ERROR);
    }
  }

  private static Optional<String> operator() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return caller == null || caller instanceof AnonymousAuthenticationToken
        ? Optional.empty()
        : Optional.of(caller.getName());
  }

  private static Optional<String> reason(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(REASON_HEADER))
        .filter(given -> REASON.matcher(given).matches());
  }

  /** A body without a stated length is read to its end, however late that is. */
  private static boolean isTooLarge(HttpServletRequest request) {
    return request.getContentLengthLong() > MOST_BYTES
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private static String call(HttpServletRequest request) {
    String path =
        Arrays.stream(request.getRequestURI().split("/", -1))
            .limit(MOST_PARTS)
            .map(part -> PATH_PART.matcher(part).matches() ? part : "*")
            .collect(Collectors.joining("/"));
    return request.getMethod() + " " + path;
  }
}
