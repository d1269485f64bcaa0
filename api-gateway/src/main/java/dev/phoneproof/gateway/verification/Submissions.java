package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Pin;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.limit.Flights;
import dev.phoneproof.gateway.limit.Flights.Flight;
import dev.phoneproof.gateway.view.OutcomeView;
import dev.phoneproof.gateway.view.Seen;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings a typed PIN to the worker and waits for the verdict. */
@Component
final class Submissions {

  /** So long the worker keeps a verdict for a repeat of its submission. */
  static final Duration REPEATABLE = Duration.ofMinutes(5);

  private final Verifications verifications;
  private final OutcomeView view;
  private final Flights flights;
  private final Ids ids;
  private final Duration verdictWait;
  private final SecureRandom random;

  Submissions(
      Verifications verifications,
      OutcomeView view,
      Flights flights,
      Ids ids,
      VerificationSettings settings,
      SecureRandom random) {
    this.verifications = verifications;
    this.view = view;
    this.flights = flights;
    this.ids = ids;
    this.verdictWait = settings.verdictWait();
    this.random = random;
  }

  /** Whether no verdict can come any more: it is over, and this is no repeat of what ended it. */
  boolean isTooLate(Seen seen, @Nullable IdempotencyKey key) {
    Instant now = verifications.now();
    return seen.isOver(now) && !mayBeRepeat(seen, key, now);
  }

  /**
   * Submits a PIN.
   *
   * @return what answers it; empty when none has come in the given time
   */
  Optional<Answered> submit(Token token, @Nullable IdempotencyKey key, Pin pin, Duration wait) {
    UUID submission = ids.submission(token.clientId(), token.id(), key, pin);
    ProofReply reply = ProofReply.random(random);
    // Listening before publishing: the verdict may come before the acknowledgement.
    try (AwaitedVerdict awaited = await(token, submission, reply)) {
      verifications.publish(
          new OtpSubmitted(
              token.id(), token.clientId(), submission, pin, reply.key(), verifications.now()));
      return awaited
          .within(wait)
          .map(outcome -> new Answered(outcome, reply.proofIn(outcome).orElse(null)));
    }
  }

  private AwaitedVerdict await(Token token, UUID submission, ProofReply reply) {
    Flight flight = flights.begin(token.id(), submission);
    try {
      return new AwaitedVerdict(flight, view.expectVerdict(submission, reply::isFor), verdictWait);
    } catch (RuntimeException e) {
      flight.close();
      throw e;
    }
  }

  /** Only the worker knows whether this very submission has a verdict already. */
  private static boolean mayBeRepeat(Seen seen, @Nullable IdempotencyKey key, Instant now) {
    return key != null && now.isBefore(seen.since().plus(REPEATABLE));
  }
}
