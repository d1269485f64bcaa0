package dev.phoneproof.gateway.view;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.VerificationState;
import dev.phoneproof.events.VerificationState.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of a verification.
 *
 * @param clientId whose it is, as the worker published it; null while nothing has been heard
 * @param state the newest state that the worker published
 * @param since when it was published, by Kafka's clock
 */
public record Seen(@Nullable String clientId, VerificationState state, Instant since) {

  /** So long after the last possible end the worker's word is still awaited. */
  static final Duration GRACE = Duration.ofMinutes(1);

  private static final int GUESSES = 5;

  /** A verification that was accepted and of which nothing has been heard yet. */
  public static Seen nothingYet(
      UUID id, Channel channel, String purpose, Instant sendBy, Instant acceptedAt) {
    Times times = Times.sendBy(sendBy);
    return new Seen(
        null,
        new VerificationState(
            id, Status.REQUESTED, null, null, channel, purpose, GUESSES, times, 0),
        acceptedAt);
  }

  /** Whether it was heard to be a client's. */
  public boolean isOf(String client) {
    return client.equals(clientId);
  }

  /** Whether its end was heard, or should have been heard by now. */
  public boolean isOver(Instant now) {
    return state.status().isFinal() || isSilent(now);
  }

  /** Whether the worker has said nothing for too long. A real outcome ends the silence. */
  public boolean isSilent(Instant now) {
    return !state.status().isFinal() && !now.isBefore(silentFrom());
  }

  /** From when the worker's silence counts as an end. */
  public Instant silentFrom() {
    Times times = state.times();
    Instant end = times.expiresAt() != null ? times.expiresAt() : times.sendBy();
    return (end == null ? since : end).plus(GRACE);
  }

  /** Since when it is over. Only for one that is. */
  Instant overSince() {
    return state.status().isFinal() ? since : silentFrom();
  }

  /** The state to show: the worker's, or {@code EXPIRED no_answer}. */
  public VerificationState stateAt(Instant now) {
    return isSilent(now) ? noAnswer(state) : state;
  }

  private static VerificationState noAnswer(VerificationState last) {
    @Nullable Instant expiresAt = last.times().expiresAt();
    return new VerificationState(
        last.id(),
        Status.EXPIRED,
        Reason.NO_ANSWER,
        last.delivery(),
        last.channel(),
        last.purpose(),
        last.attemptsRemaining(),
        new Times(last.times().sendBy(), expiresAt, null, null, null),
        last.revision());
  }
}
