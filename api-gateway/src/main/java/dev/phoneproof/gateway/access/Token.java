package dev.phoneproof.gateway.access;

import dev.phoneproof.events.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes a verification's id usable.
 *
 * @param id the verification
 * @param clientId its client: the token is nothing for another one
 * @param sessionId the browser session whose cookie it is, and nothing outside it; null for one
 *     that was handed out to be sent as a bearer token
 * @param request what was asked for
 * @param issuedAt when it was made
 */
public record Token(
    UUID id, String clientId, @Nullable String sessionId, Request request, Instant issuedAt) {

  /** As long as a verification can last: 2 minutes to send, 14 to type, 1 to learn the end. */
  public static final Duration LIFETIME = Duration.ofMinutes(17);

  /**
   * What was asked for: enough to answer until the first outcome comes.
   *
   * @param phoneNumber E.164; null when this gateway did not take it
   * @param purpose what the verification is for
   * @param channel how the PIN goes
   * @param locale language of the message
   * @param sendBy nothing is sent after it
   */
  public record Request(
      @Nullable String phoneNumber,
      String purpose,
      Channel channel,
      String locale,
      Instant sendBy) {

    /** Without the number. */
    @Override
    public String toString() {
      return "Request[" + purpose + ", " + channel + "]";
    }
  }

  /** When it stops working. */
  public Instant expiresAt() {
    return issuedAt.plus(LIFETIME);
  }

  /** Without the number and the session. */
  @Override
  public String toString() {
    return "Token[" + id + ", " + clientId + "]";
  }
}
