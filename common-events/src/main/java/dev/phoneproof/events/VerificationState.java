package dev.phoneproof.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the world may know of a verification: the same in every event and every HTTP answer.
 *
 * @param id the verification
 * @param status where it stands
 * @param reason why it ended so; null where there is none
 * @param delivery what the network says of the newest message, {@code pending} until it says
 *     anything; null before a send
 * @param channel how the newest PIN goes; null when the verification is not known yet
 * @param purpose what it is for; null when the verification is not known yet
 * @param attemptsRemaining guesses left
 * @param times when what can happen
 * @param revision grows with each change; 0 means that nothing has happened yet
 */
public record VerificationState(
    UUID id,
    Status status,
    @Nullable Reason reason,
    @Nullable String delivery,
    @Nullable Channel channel,
    @Nullable String purpose,
    int attemptsRemaining,
    Times times,
    int revision) {

  /**
   * When what can happen.
   *
   * @param sendBy nothing is sent after it; null when the verification is not known yet
   * @param expiresAt the PIN's end; null before it was sent
   * @param resendAt from when the PIN may be sent again; null when it cannot
   * @param voiceAt from when the PIN may be called out; null when it cannot
   * @param retryAt when another try makes sense; null if nothing is known
   */
  public record Times(
      @Nullable Instant sendBy,
      @Nullable Instant expiresAt,
      @Nullable Instant resendAt,
      @Nullable Instant voiceAt,
      @Nullable Instant retryAt) {

    /** Nothing known yet. */
    public static final Times NONE = new Times(null, null, null, null, null);

    /** Nothing known but the end of sending. */
    public static Times sendBy(Instant sendBy) {
      return new Times(sendBy, null, null, null, null);
    }
  }
}
