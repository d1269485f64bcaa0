package dev.phoneproof.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.gateway.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomeViewTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final MovableClock clock = new MovableClock(START);
  private final OutcomeView view = new OutcomeView(new ViewSettings(1000), clock);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final UUID id = UUID.randomUUID();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void wakesWhoWaitsForAChange() throws Exception {
    Future<Seen> waiting = threads.submit(() -> view.await(unheard(), this::isSent, LONG));
    await().until(() -> view.waiting() == 1);
    view.apply(Outcomes.requested(id, 1, START.plusSeconds(120)), START);
    view.apply(sent(2), START);
    assertThat(waiting.get().state().revision()).isEqualTo(2);
    assertThat(view.waiting()).isZero();
  }

  @Test
  void answersWithWhatIsKnownWhenTheTimeIsOver() {
    Seen seen = view.await(unheard(), this::isSent, Duration.ofMillis(50));
    assertThat(seen.state().revision()).isZero();
    assertThat(view.waiting()).isZero();
  }

  @Test
  void answersAtOnceWhenEnoughIsKnown() {
    view.apply(sent(2), START);
    assertThat(view.await(unheard(), this::isSent, LONG).state().revision()).isEqualTo(2);
  }

  @Test
  void deliversAVerdictWhateverItsRevision() {
    UUID submission = UUID.randomUUID();
    view.apply(Outcomes.ended(id, Status.VERIFIED, null, 9), START);
    try (PendingVerdict pending = view.expectVerdict(submission, all -> true)) {
      view.apply(Outcomes.answering(sent(2), submission, Verdict.WRONG_PIN, null), START);
      assertThat(pending.await(LONG))
          .map(outcome -> outcome.answer().verdict())
          .contains(Verdict.WRONG_PIN);
    }
    assertThat(view.find(id).orElseThrow().state().status()).isEqualTo(Status.VERIFIED);
    assertThat(view.waiting()).isZero();
  }

  @Test
  void deliversAVerdictToAllWhoWaitForIt() {
    UUID submission = UUID.randomUUID();
    VerificationChanged verdict = Outcomes.answering(sent(2), submission, Verdict.VERIFIED, null);
    try (PendingVerdict one = view.expectVerdict(submission, all -> true);
        PendingVerdict other = view.expectVerdict(submission, all -> true)) {
      view.apply(verdict, START);
      assertThat(one.await(LONG)).contains(verdict);
      assertThat(other.await(LONG)).contains(verdict);
    }
  }

  @Test
  void deliversAVerdictToThoseWhoseOwnItIsAlone() {
    UUID submission = UUID.randomUUID();
    VerificationChanged verdict = Outcomes.answering(sent(2), submission, Verdict.VERIFIED, null);
    try (PendingVerdict one = view.expectVerdict(submission, outcome -> false);
        PendingVerdict other = view.expectVerdict(submission, outcome -> true)) {
      view.apply(verdict, START);
      assertThat(other.await(LONG)).contains(verdict);
      assertThat(one.await(Duration.ofMillis(20))).isEmpty();
    }
  }

  @Test
  void deliversNoVerdictOnAnotherSubmission() {
    try (PendingVerdict pending = view.expectVerdict(UUID.randomUUID(), all -> true)) {
      view.apply(Outcomes.answering(sent(2), UUID.randomUUID(), Verdict.VERIFIED, null), START);
      assertThat(pending.await(Duration.ofMillis(20))).isEmpty();
    }
    assertThat(view.waiting()).isZero();
  }

  @Test
  void wakesWhoWaitsWhenTheSilenceBecomesAnEnd() throws Exception {
    clock.set(START.plusSeconds(180).minusMillis(200));
    Future<Seen> waiting =
        threads.submit(() -> view.await(unheard(), seen -> seen.isSilent(clock.instant()), LONG));
    await().until(() -> view.waiting() == 1);
    clock.set(START.plusSeconds(180));
    Seen seen = waiting.get();
    assertThat(seen.stateAt(clock.instant()).reason()).isEqualTo(Reason.NO_ANSWER);
  }

  @Test
  void replacesTheSilenceByARealOutcome() {
    view.apply(Outcomes.requested(id, 1, START.plusSeconds(120)), START);
    clock.move(Duration.ofMinutes(4));
    Seen silent = view.find(id).orElseThrow();
    assertThat(silent.stateAt(clock.instant()).reason()).isEqualTo(Reason.NO_ANSWER);
    view.apply(Outcomes.ended(id, Status.EXPIRED, Reason.NOT_SENT_IN_TIME, 2), clock.instant());
    Seen heard = view.find(id).orElseThrow();
    assertThat(heard.stateAt(clock.instant()).reason()).isEqualTo(Reason.NOT_SENT_IN_TIME);
  }

  @Test
  void letsNobodyWaitWhenTheProcessEnds() throws Exception {
    Future<Seen> change = threads.submit(() -> view.await(unheard(), this::isSent, LONG));
    Future<Optional<VerificationChanged>> verdict =
        threads.submit(() -> {
          try (PendingVerdict pending = view.expectVerdict(UUID.randomUUID(), all -> true)) {
            return pending.await(LONG);
          }
        });
    await().until(() -> view.waiting() == 2);
    view.stopWaiting();
    assertThat(change.get().state().revision()).isZero();
    assertThat(verdict.get()).isEmpty();
    assertThat(view.waiting()).isZero();
  }

  @Test
  void tellsTheVerdictThatCameBeforeTheEnd() {
    UUID submission = UUID.randomUUID();
    VerificationChanged verdict = Outcomes.answering(sent(2), submission, Verdict.VERIFIED, null);
    try (PendingVerdict pending = view.expectVerdict(submission, all -> true)) {
      view.apply(verdict, START);
      view.stopWaiting();
      assertThat(pending.await(LONG)).contains(verdict);
    }
  }

  @Test
  void keepsNobodyWaitingWhoComesAfterTheEnd() {
    view.stopWaiting();
    assertThat(view.await(unheard(), this::isSent, LONG).state().revision()).isZero();
    try (PendingVerdict pending = view.expectVerdict(UUID.randomUUID(), all -> true)) {
      assertThat(pending.await(LONG)).isEmpty();
    }
  }

  @Test
  void staysAtTheNewestRevisionWhenAllIsReadAgain() {
    Instant later = START.plusSeconds(9);
    view.apply(sent(2), START);
    view.apply(Outcomes.ended(id, Status.VERIFIED, null, 3), START);
    view.apply(Outcomes.requested(id, 1, START.plusSeconds(120)), later);
    view.apply(sent(2), later);
    view.apply(Outcomes.ended(id, Status.VERIFIED, null, 3), later);
    Seen seen = view.find(id).orElseThrow();
    assertThat(seen.state().status()).isEqualTo(Status.VERIFIED);
    assertThat(seen.since()).isEqualTo(START);
  }

  private boolean isSent(Seen seen) {
    return seen.state().status() == Status.SENT;
  }

  private Seen unheard() {
    return Seen.nothingYet(id, Channel.SMS, "login", START.plusSeconds(120), START);
  }

  private VerificationChanged sent(int revision) {
    return Outcomes.sent(id, revision, START.plusSeconds(120), START.plusSeconds(300), null);
  }
}
