package dev.phoneproof.gateway.access;

/**
 * Who calls.
 *
 * @param clientId public id of the client for which the call is made
 * @param browser whether a browser sent it
 * @param sameOrigin whether a page of this very gateway sent it, so that cookies carry the tokens
 */
public record Caller(String clientId, boolean browser, boolean sameOrigin) {

  /** Name of the request's attribute that holds the caller. */
  public static final String ATTRIBUTE = "dev.phoneproof.caller";
}
