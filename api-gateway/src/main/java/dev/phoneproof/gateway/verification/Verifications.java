package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.VerificationState;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.publishing.EventPublisher;
import dev.phoneproof.gateway.publishing.EventPublisher.Publication;
import dev.phoneproof.gateway.view.OutcomeView;
import dev.phoneproof.gateway.view.Seen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What all calls to a verification share: what is known of it, and the way to the worker. */
@Component
final class Verifications {

  /** Where they stand in the HTTP interface. */
  static final String PATH = "/v1/verifications";

  private static final String SOURCE = "/phoneproof/gateway";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(30);

  private final OutcomeView view;
  private final EventPublisher publisher;
  private final StateJson json;
  private final Clock clock;

  Verifications(OutcomeView view, EventPublisher publisher, StateJson json, Clock clock) {
    this.view = view;
    this.publisher = publisher;
    this.json = json;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** What is known of a token's verification. */
  Seen seen(Token token) {
    requireCaughtUp();
    return view.find(token.id()).orElseGet(() -> unheard(token));
  }

  /** What is known once it is enough, or when the time is over. */
  Seen await(Token token, Predicate<Seen> enough, Duration limit) {
    requireCaughtUp();
    return view.await(unheard(token), enough, limit);
  }

  /**
   * A client's verification, as soon as anything is heard of it; empty when the time is over. What
   * is another's is waited for just as long, so that the time does not tell that it is there.
   */
  Optional<Seen> awaitHeard(UUID id, String clientId, Duration limit) {
    requireCaughtUp();
    Instant now = now();
    Seen nothing = Seen.nothingYet(id, Channel.SMS, "", now, now);
    Seen seen = view.await(nothing, heard -> heard.isOf(clientId), limit);
    if (!seen.isOf(clientId) && view.isStopping()) {
      // The wait was cut short: another gateway may hear of it.
      throw Problem.unavailable(RETRY_AFTER).thrown();
    }
    return Optional.of(seen).filter(heard -> heard.isOf(clientId));
  }

  /** Whether a token's verification is not over. */
  boolean isLive(Token token) {
    return !seen(token).isOver(now());
  }

  /** Whether a verification is known to be there. */
  boolean isHeardOf(UUID id) {
    return view.find(id).isPresent();
  }

  /** Refuses a new verification while the view could not follow it. */
  void requireRoom(UUID id) {
    requireCaughtUp();
    if (!view.hasRoom() && view.find(id).isEmpty()) {
      throw Problem.unavailable(RETRY_WHEN_FULL).thrown();
    }
  }

  /** Publishes under the event's natural id. */
  void publish(Event event) {
    publish(CloudEvent.of(event, SOURCE, now()));
  }

  /** Publishes under an id of its own. */
  void publish(UUID eventId, Event event) {
    publish(new CloudEvent<>(eventId.toString(), SOURCE, now(), event));
  }

  /** Done, or the caller is told that it is not known to be accepted. */
  private void publish(CloudEvent<?> event) {
    if (publisher.publish(event) == Publication.NOT_KNOWN) {
      throw Problem.unavailable(RETRY_AFTER).thrown();
    }
  }

  /** The public state as it stands now. */
  Map<String, Object> state(Seen seen, Token token) {
    return json.of(seen.stateAt(now()), token);
  }

  /** The problem of a verification that is over, with its state. */
  Problem ended(VerificationState state, Token token) {
    return Problem.of(ProblemCode.VERIFICATION_ENDED).with("verification", json.of(state, token));
  }

  private Seen unheard(Token token) {
    Token.Request request = token.request();
    return Seen.nothingYet(
        token.id(), request.channel(), request.purpose(), request.sendBy(), token.issuedAt());
  }

  /** Before that an old state could be taken for the newest. */
  private void requireCaughtUp() {
    if (!view.isCaughtUp()) {
      throw Problem.unavailable(RETRY_AFTER).thrown();
    }
  }
}
