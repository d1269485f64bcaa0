package dev.phoneproof.worker.operator;

/** Leaves the handling of a call. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;

  ProblemException(ProblemCode code) {
    super(code.wireName());
    this.code = code;
  }

  ProblemCode code() {
    return code;
  }
}
