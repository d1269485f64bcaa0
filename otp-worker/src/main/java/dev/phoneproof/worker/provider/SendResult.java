package dev.phoneproof.worker.provider;

import dev.phoneproof.events.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after asking for a send. */
public sealed interface SendResult {

  /**
   * The provider has accepted the message.
   *
   * @param pinId by which its PIN is checked
   */
  record Sent(String pinId) implements SendResult {

    /** The id opens a PIN's check, so it is not shown. */
    @Override
    public String toString() {
      return "Sent";
    }
  }

  /** The provider will not send to this number; no repeat helps. */
  record Refused(Reason reason) implements SendResult {}

  /**
   * Surely not sent: too many requests.
   *
   * @param retryAfter the provider's wish; null if it named none
   */
  record Throttled(@Nullable Duration retryAfter) implements SendResult {}

  /** Surely not sent: the request did not reach the provider, or it refused the account. */
  record NotSent(Cause cause) implements SendResult {}

  /** Surely not sent: nobody can read the number any more; no repeat helps. */
  record Unreadable() implements SendResult {}

  /** It may have been sent: time-out, reset, 5xx, an answer that cannot be read. */
  record Unknown() implements SendResult {}
}
