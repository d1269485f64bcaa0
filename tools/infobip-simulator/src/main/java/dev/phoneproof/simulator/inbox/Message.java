package dev.phoneproof.simulator.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A message that reached a simulated phone.
 *
 * @param seq grows by one with each message, over all phones
 * @param from the sender's name
 * @param text as shown, or for a call as spoken, the PIN's digits apart
 */
public record Message(
    long seq,
    Instant at,
    String to,
    String from,
    Channel channel,
    Kind kind,
    String pinId,
    String pin,
    String text,
    String language) {

  /** How it came. */
  public enum Channel {
    @JsonProperty("sms")
    SMS,
    @JsonProperty("voice")
    VOICE
  }

  /** Whether the PIN is new. */
  public enum Kind {
    @JsonProperty("send")
    SEND,
    @JsonProperty("resend")
    RESEND
  }

  @Override
  public String toString() {
    return "Message[seq=" + seq + ", channel=" + channel + ", kind=" + kind + "]";
  }

  /** A message before it has its place. */
  public record Draft(
      Instant at,
      String to,
      String from,
      Channel channel,
      Kind kind,
      String pinId,
      String pin,
      String text,
      String language) {

    Message at(long seq) {
      return new Message(seq, at, to, from, channel, kind, pinId, pin, text, language);
    }

    @Override
    public String toString() {
      return "Draft[channel=" + channel + ", kind=" + kind + "]";
    }
  }
}
