package dev.phoneproof.events;

/** A record that is not an event of ours. Its message names what is wrong, never a value. */
public final class MalformedEventException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Fault {
    /** A CloudEvents attribute is missing. */
    MISSING_HEADER,
    /** CloudEvents version or type is none of ours. */
    UNKNOWN_TYPE,
    /** No JSON object: no JSON at all, a member twice, too deep, too large. */
    NOT_JSON,
    /** A member or an attribute is missing or has not its form. */
    INVALID_MEMBER
  }

  private final Fault fault;

  /**
   * Names what is wrong and where.
   *
   * @param where name of a header or member, never its value
   */
  public MalformedEventException(Fault fault, String where) {
    super(fault.name().toLowerCase(java.util.Locale.ROOT) + ": " + where);
    this.fault = fault;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }
}
