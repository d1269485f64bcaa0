package dev.phoneproof.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what ends the handling of a request early into a problem. */
@RestControllerAdvice
final class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final Problems problems;

  ProblemAdvice(Problems problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(ProblemException refusal, HttpServletRequest request) {
    return problems.answer(refusal.problem(), Texts.language(request));
  }

  /** A header with a control character, found when it is read. */
  @ExceptionHandler
  ResponseEntity<Object> rejected(RequestRejectedException refusal, HttpServletRequest request) {
    return problems.answer(Problem.of(ProblemCode.INVALID_REQUEST), Texts.language(request));
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception failure, HttpServletRequest request) {
    if (failure instanceof ErrorResponse byServer) {
      int status = byServer.getStatusCode().value();
      ResponseEntity<Object> answer =
          problems.answer(Problem.of(ProblemCode.forStatus(status)), Texts.language(request));
      HttpHeaders headers = new HttpHeaders(answer.getHeaders());
      byServer.getHeaders().forEach(headers::addAll);
      return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
    }
    LOG.error("A request failed unexpectedly", Unquoted.of(failure));
    return problems.answer(Problem.of(ProblemCode.INTERNAL_ERROR), Texts.language(request));
  }
}
