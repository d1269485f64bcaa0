package dev.phoneproof.worker.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what ends the handling of a call early into a problem. */
@RestControllerAdvice
final class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final Problems problems;

  ProblemAdvice(Problems problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  void failed(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problems.write(request, response, code(failure));
  }

  private static ProblemCode code(Exception failure) {
    return switch (failure) {
      case ProblemException refusal -> refusal.code();
      case HttpMessageNotReadableException malformed -> ProblemCode.INVALID_REQUEST;
      case TypeMismatchException malformed -> ProblemCode.INVALID_REQUEST;
      case ErrorResponse byServer -> ProblemCode.forStatus(byServer.getStatusCode().value());
      case org.apache.kafka.common.KafkaException away -> unavailable(away);
      case DataAccessException away -> unavailable(away);
      case TransactionException away -> unavailable(away);
      default -> {
        LOG.error("A call failed unexpectedly", Unquoted.of(failure));
        yield ProblemCode.INTERNAL_ERROR;
      }
    };
  }

  private static ProblemCode unavailable(Exception failure) {
    LOG.warn("A call cannot be answered now: {}", failure.toString());
    return ProblemCode.UNAVAILABLE;
  }
}
