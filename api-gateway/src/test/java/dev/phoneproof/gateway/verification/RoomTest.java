package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.MovableClock;
import dev.phoneproof.gateway.PublishedEvents;
import dev.phoneproof.gateway.phone.CountrySettings;
import dev.phoneproof.gateway.phone.PhoneRules;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.problem.ProblemException;
import dev.phoneproof.gateway.view.OutcomeView;
import dev.phoneproof.gateway.view.Outcomes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoomTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final MovableClock clock = new MovableClock(NOON);
  private final OutcomeView view = Outcomes.view(1, clock);
  private final Verifications verifications =
      new Verifications(
          view,
          new PublishedEvents(),
          new StateJson(new PhoneRules(new CountrySettings(List.of("HR"), List.of(), List.of()))),
          clock);

  @Test
  void takesNothingBeforeTheViewHasCaughtUp() {
    assertUnavailable(UUID.randomUUID());
    Outcomes.catchUp(view);
    assertThatCode(() -> verifications.requireRoom(UUID.randomUUID())).doesNotThrowAnyException();
  }

  @Test
  void takesNothingNewWhileTheViewIsFullOfLiveOnes() {
    Outcomes.catchUp(view);
    UUID known = UUID.randomUUID();
    Outcomes.tell(view, Outcomes.requested(known, 1, NOON.plusSeconds(120)), NOON);
    assertUnavailable(UUID.randomUUID());
    assertThatCode(() -> verifications.requireRoom(known)).doesNotThrowAnyException();
  }

  private void assertUnavailable(UUID id) {
    assertThatThrownBy(() -> verifications.requireRoom(id))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.problem().code()).isEqualTo(ProblemCode.UNAVAILABLE);
              assertThat(refusal.problem().retryAfter()).isPositive();
            });
  }
}
