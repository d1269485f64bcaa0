package dev.phoneproof.gateway.access;

/**
 * A browser on a page of ours, from its first verification until it is closed.
 *
 * @param id 128 random bits, base64url
 * @param isNew whether the browser does not know it yet
 */
public record Session(String id, boolean isNew) {

  /** Without the id: with it and a token the browser could be played. */
  @Override
  public String toString() {
    return "Session[new=" + isNew + "]";
  }
}
