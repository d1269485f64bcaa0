package dev.phoneproof.worker.privacy;

/**
 * An operator who asks for what is kept.
 *
 * @param name by which calls are recorded
 * @param reason a ticket's name
 */
public record Looker(String name, String reason) {

  /** As the audit trail names operators. */
  public String actor() {
    return "operator " + name;
  }
}
