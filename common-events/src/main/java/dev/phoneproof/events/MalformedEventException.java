package dev.phoneproof.events;

/** A record that is not an event of ours. Its message names what is wrong, never a value. */
public final class MalformedEventException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Fault {
    MISSING_HEADER,
    UNKNOWN_TYPE,
    NOT_JSON,
    INVALID_MEMBER
  }

  private final Fault fault;

  MalformedEventException(Fault fault, String where) {
    super(fault.name().toLowerCase(java.util.Locale.ROOT) + ": " + where);
    this.fault = fault;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }
}
