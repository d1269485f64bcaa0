package dev.phoneproof.acceptance.faults;

import static org.awaitility.Awaitility.await;

import dev.phoneproof.acceptance.faults.Inbox.Delivered;
import dev.phoneproof.acceptance.faults.Way.Told;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;

/** What somebody does once a verification of theirs was accepted. */
enum Habit {
  /** Types the PIN as soon as it arrives. */
  TYPES {
    @Override
    void live(Asked asked, Way way, Cluster cluster) {
      if (hasMessage(asked, cluster)) {
        typeRight(asked, way, cluster);
      }
    }
  },
  /** Gets it wrong once. */
  MISTYPES {
    @Override
    void live(Asked asked, Way way, Cluster cluster) {
      if (hasMessage(asked, cluster) && way.types(asked, WRONG_PIN) != Told.OVER) {
        typeRight(asked, way, cluster);
      }
    }
  },
  /** Asks for a second message, as soon as that is allowed, and then types the PIN. */
  ASKS_AGAIN {
    @Override
    void live(Asked asked, Way way, Cluster cluster) {
      if (hasMessage(asked, cluster)) {
        awaitCooldown(asked, cluster);
        way.asksAgain(asked);
        typeRight(asked, way, cluster);
      }
    }
  },
  /** Never comes back. */
  FORGETS {
    @Override
    void live(Asked asked, Way way, Cluster cluster) {}
  };

  /** PINs have eight digits; this one is as good as never sent. */
  private static final String WRONG_PIN = "00000000";

  private static final Duration LONGEST_LIFE = Duration.ofSeconds(200);

  abstract void live(Asked asked, Way way, Cluster cluster);

  /** Waits for the first message; false when the verification ends without one. */
  private static boolean hasMessage(Asked asked, Cluster cluster) {
    try {
      await()
          .pollInterval(Duration.ofMillis(200))
          .atMost(LONGEST_LIFE)
          .until(() -> pin(asked, cluster).isPresent() || hasEnded(asked, cluster));
    } catch (ConditionTimeoutException e) {
      return false; // The ledger check says what is wrong.
    }
    return pin(asked, cluster).isPresent();
  }

  /** What has come since this was asked for. */
  private static Optional<String> pin(Asked asked, Cluster cluster) {
    return cluster.inbox().at(asked.phone().msisdn()).stream()
        .skip(asked.messagesBefore())
        .map(Delivered::pin)
        .findFirst();
  }

  private static boolean hasEnded(Asked asked, Cluster cluster) {
    return cluster
        .tape()
        .outcomes(asked.id().toString())
        .anyMatch(outcome -> outcome.state().status().isFinal());
  }

  /** Waits until a second message may be asked for, or nothing can be. */
  static void awaitCooldown(Asked asked, Cluster cluster) {
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(LONGEST_LIFE)
        .until(() -> isCool(asked, cluster) || hasEnded(asked, cluster));
  }

  private static boolean isCool(Asked asked, Cluster cluster) {
    Instant now = Clock.systemUTC().instant();
    return cluster
        .tape()
        .outcomes(asked.id().toString())
        .map(outcome -> outcome.state().times().resendAt())
        .anyMatch(time -> time != null && time.isBefore(now));
  }

  private static void typeRight(Asked asked, Way way, Cluster cluster) {
    String pin = pin(asked, cluster).orElseThrow();
    Told told = way.types(asked, pin);
    for (int again = 0; told == Told.TRY_AGAIN && again < 30; again++) {
      Pause.of(Duration.ofSeconds(1));
      told = way.types(asked, pin);
    }
    if (told == Told.WRONG) {
      throw new AssertionError("the right PIN of " + asked.id() + " was called wrong");
    }
  }
}
