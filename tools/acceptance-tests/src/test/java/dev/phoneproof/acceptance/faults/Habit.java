package dev.phoneproof.acceptance.faults;

import static org.awaitility.Awaitility.await;

import dev.phoneproof.acceptance.faults.Way.Told;
import java.time.Duration;
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
        await()
            .pollDelay(Cluster.RESEND_COOLDOWN.plusSeconds(1))
            .atMost(Cluster.RESEND_COOLDOWN.plusSeconds(10))
            .until(() -> true);
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
    String msisdn = asked.phone().msisdn();
    try {
      await()
          .pollInterval(Duration.ofMillis(200))
          .atMost(LONGEST_LIFE)
          .until(() -> !cluster.inbox().at(msisdn).isEmpty() || hasEnded(asked, cluster));
    } catch (ConditionTimeoutException e) {
      return false; // The ledger check says what is wrong.
    }
    return !cluster.inbox().at(msisdn).isEmpty();
  }

  private static boolean hasEnded(Asked asked, Cluster cluster) {
    return cluster
        .tape()
        .outcomes(asked.id().toString())
        .anyMatch(outcome -> outcome.state().status().isFinal());
  }

  private static void typeRight(Asked asked, Way way, Cluster cluster) {
    String pin = cluster.inbox().at(asked.phone().msisdn()).getFirst().pin();
    Told told = way.types(asked, pin);
    for (int again = 0; told == Told.TRY_AGAIN && again < 30; again++) {
      await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
      told = way.types(asked, pin);
    }
    if (told == Told.WRONG) {
      throw new AssertionError("the right PIN of " + asked.id() + " was called wrong");
    }
  }
}
