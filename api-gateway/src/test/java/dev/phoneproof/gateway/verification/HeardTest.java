package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.gateway.MovableClock;
import dev.phoneproof.gateway.PublishedEvents;
import dev.phoneproof.gateway.phone.CountrySettings;
import dev.phoneproof.gateway.phone.PhoneRules;
import dev.phoneproof.gateway.problem.ProblemException;
import dev.phoneproof.gateway.view.OutcomeView;
import dev.phoneproof.gateway.view.Outcomes;
import dev.phoneproof.gateway.view.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a backend waits until a verification of its own is heard of. */
class HeardTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final MovableClock clock = new MovableClock(NOON);
  private final OutcomeView view = Outcomes.view(10, clock);
  private final Verifications verifications =
      new Verifications(
          view,
          new PublishedEvents(),
          new StateJson(new PhoneRules(new CountrySettings(List.of("HR"), List.of(), List.of()))),
          clock);
  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void catchUp() {
    Outcomes.catchUp(view);
  }

  @Test
  void findsWhatIsKnownAtOnce() {
    Outcomes.tell(view, requested("shop", 1), NOON);
    assertThat(verifications.awaitHeard(id, "shop", Duration.ZERO)).isPresent();
    assertThat(verifications.awaitHeard(id, "bank", Duration.ZERO)).isEmpty();
    assertThat(verifications.awaitHeard(UUID.randomUUID(), "shop", Duration.ZERO)).isEmpty();
  }

  @Test
  void waitsForWhatIsNotKnownYet() {
    CompletableFuture<Optional<Seen>> heard = waiting("shop");
    Outcomes.tell(view, requested("shop", 1), NOON);
    assertThat(heard.join()).isPresent();
  }

  /** Were it answered at once, the time would tell that there is such a verification. */
  @Test
  void waitsForWhatIsAnothersAsForWhatIsNotThere() {
    Outcomes.tell(view, requested("shop", 1), NOON);
    CompletableFuture<Optional<Seen>> heard = waiting("bank");
    Outcomes.tell(view, requested("shop", 2), NOON);
    Outcomes.tell(view, requested("bank", 3), NOON);
    assertThat(heard.join()).get().returns("bank", Seen::clientId);
  }

  @Test
  void saysNothingOfWhatItMayNotWaitForAnyLonger() {
    CompletableFuture<Optional<Seen>> heard = waiting("shop");
    Outcomes.stopWaiting(view);
    assertThatThrownBy(heard::join).hasCauseInstanceOf(ProblemException.class);
  }

  private CompletableFuture<Optional<Seen>> waiting(String clientId) {
    CompletableFuture<Optional<Seen>> heard =
        CompletableFuture.supplyAsync(
            () -> verifications.awaitHeard(id, clientId, Duration.ofMinutes(1)));
    await().atMost(Duration.ofSeconds(20)).until(() -> Outcomes.waiting(view) == 1);
    return heard;
  }

  private VerificationChanged requested(String clientId, int revision) {
    return new VerificationChanged(
        clientId, Outcomes.requested(id, revision, NOON.plusSeconds(120)).state(), null);
  }
}
