package dev.phoneproof.gateway.problem;

/**
 * An unforeseen failure as it may stand in a log: what and where, without the messages, for these
 * can quote what was sent.
 */
final class Unquoted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Unquoted(Throwable failure, boolean withCause) {
    super(
        failure.getClass().getName(),
        withCause && failure.getCause() != null ? of(failure.getCause()) : null,
        false,
        true);
    setStackTrace(failure.getStackTrace());
  }

  /** The failure and what caused it, as deep as anybody reads. */
  static Unquoted of(Throwable failure) {
    Throwable inner = failure.getCause();
    return new Unquoted(failure, inner != null && inner != failure);
  }

  /** The failure's class alone. */
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
