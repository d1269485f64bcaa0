package dev.phoneproof.gateway.access;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param client the client for which the call is made
 * @param kind how it is known
 * @param address of the person's device as far as this gateway knows it, an IP literal; null when
 *     it does not
 * @param sessionId of the browser on a page of ours; null when there is none
 */
public record Caller(
    Client client, Kind kind, @Nullable String address, @Nullable String sessionId) {

  /** Name of the request's attribute that holds the caller. */
  public static final String ATTRIBUTE = "dev.phoneproof.caller";

  /** How a caller is known. */
  public enum Kind {
    /** By its API key. */
    API,
    /** A page of this very gateway: cookies carry the tokens. */
    OWN_PAGE,
    /** A page of this very gateway that sends its token itself: its cookies do not count. */
    OWN_PAGE_WITH_TOKEN,
    /** A page of an allowed origin elsewhere: it sends its token itself. */
    FOREIGN_PAGE,
    /** Not at all: the demo, on this machine alone. */
    OPEN
  }

  /** Public id of the client. */
  public String clientId() {
    return client.id();
  }

  /** Whether it may begin verifications of a purpose. */
  public boolean mayAskFor(String purpose) {
    return client.mayAskFor(purpose) && (!browser() || client.pagesMayAskFor(purpose));
  }

  /** Whether a browser sent it. */
  public boolean browser() {
    return switch (kind) {
      case OWN_PAGE, OWN_PAGE_WITH_TOKEN, FOREIGN_PAGE -> true;
      case API, OPEN -> false;
    };
  }

  /** Whether its cookies are read and set: those of a page of this very gateway. */
  public boolean withCookies() {
    return kind == Kind.OWN_PAGE;
  }

  /** Without address and session. */
  @Override
  public String toString() {
    return "Caller[" + client.id() + ", " + kind + "]";
  }
}
