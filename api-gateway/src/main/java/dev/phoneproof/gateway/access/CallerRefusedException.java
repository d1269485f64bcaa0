package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.problem.Problem;
import org.springframework.security.core.AuthenticationException;

/** Somebody who may not call, and what they are told. */
final class CallerRefusedException extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  CallerRefusedException(Problem problem) {
    super(problem.code().wireName());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
