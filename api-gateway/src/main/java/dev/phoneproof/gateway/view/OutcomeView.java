package dev.phoneproof.gateway.view;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.gateway.view.Entries.Kept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the outcomes say, and those who wait for them. */
public final class OutcomeView {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeView.class);

  private final Entries entries;
  private final Clock clock;
  private final Waiters<Seen> changes = new Waiters<>();
  private final Waiters<VerificationChanged> verdicts = new Waiters<>();
  private final AtomicLong overflows = new AtomicLong();
  private volatile boolean caughtUp;

  OutcomeView(ViewSettings settings, Clock clock) {
    this.entries = new Entries(settings.maxEntries());
    this.clock = clock;
  }

  /** Whether everything that was published before the start has been read. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  /** Whether a new verification may be accepted. */
  public boolean hasRoom() {
    return entries.hasRoom(clock.instant());
  }

  /** Whether nobody may wait any longer: the process is about to end. */
  public boolean isStopping() {
    return changes.isClosed();
  }

  /** What was heard of a verification. */
  public Optional<Seen> find(UUID id) {
    return entries.find(id);
  }

  /**
   * Waits until enough is known of a verification.
   *
   * @param unheard stands for what is known while nothing has been heard
   * @param enough asked again after each change, and when the worker's silence becomes an end
   * @return what is known in the end, whether it is enough or not
   */
  public Seen await(Seen unheard, Predicate<Seen> enough, Duration limit) {
    UUID id = unheard.state().id();
    long deadline = System.nanoTime() + limit.toNanos();
    try (var waiter = changes.register(id)) {
      while (true) {
        Seen seen = find(id).orElse(unheard);
        long left = deadline - System.nanoTime();
        if (left <= 0 || changes.isClosed() || enough.test(seen)) {
          return seen;
        }
        waiter.await(Math.min(left, untilSilent(seen)));
      }
    }
  }

  /**
   * Starts to listen for the verdict on a submission; do so before publishing it.
   *
   * @param mine whether an outcome answers this very call, and not a repeat of it elsewhere
   */
  public PendingVerdict expectVerdict(UUID submissionId, Predicate<VerificationChanged> mine) {
    return new PendingVerdict(verdicts.register(submissionId, mine));
  }

  /** Takes an outcome in, with its time in Kafka. */
  void apply(VerificationChanged changed, Instant publishedAt) {
    Seen seen = new Seen(changed.clientId(), changed.state(), publishedAt);
    Kept kept = entries.keep(seen, clock.instant());
    Answer answer = changed.answer();
    if (answer != null) {
      // Whatever became of the state: a republished verdict carries an old revision. After it, so
      // that who reads the state upon a verdict finds the one that the verdict made.
      verdicts.deliver(answer.submissionId(), changed);
    }
    if (kept == Kept.NEW) {
      changes.deliver(changed.verificationId(), seen);
    } else if (kept == Kept.NO_ROOM && overflows.getAndIncrement() % 10_000 == 0) {
      LOG.warn("The view is full of live verifications: outcomes of others are not kept");
    }
  }

  void markCaughtUp() {
    caughtUp = true;
  }

  void sweep() {
    entries.sweep(clock.instant());
  }

  /** Ends all waiting, so that a stop does not wait for those who wait. */
  void stopWaiting() {
    changes.close();
    verdicts.close();
  }

  int size() {
    return entries.size();
  }

  int waiting() {
    return changes.size() + verdicts.size();
  }

  /** Nanoseconds until the view of this state changes by time alone; long if it does not. */
  private long untilSilent(Seen seen) {
    Instant now = clock.instant();
    Duration limit = Duration.ofHours(1);
    if (seen.isOver(now)) {
      return limit.toNanos();
    }
    Duration left = Duration.between(now, seen.silentFrom());
    return left.compareTo(limit) < 0 ? left.toNanos() : limit.toNanos();
  }
}
