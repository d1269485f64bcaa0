package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.ledger.Transactions;
import dev.phoneproof.worker.verification.Msisdn;
import dev.phoneproof.worker.verification.NumberHash;
import dev.phoneproof.worker.verification.Verification;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Erases what is kept of a number, in steps that a crash may stop anywhere: the erasure is written
 * down, so that nothing comes back; what is live is cancelled, so that whoever waits for it hears
 * so; the rows go. What is not done the sweep finishes.
 */
@Component
public class Erasures {

  /** In the audit trail: the erasure ended it. */
  private static final String ACTOR = "erasure";

  private static final int MOST_ROUNDS = 100;

  private final ErasureLedger erasures;
  private final ErasableRows rows;
  private final Ledger ledger;
  private final Transactions transactions;
  private final ErasureAnswers answers;
  private final NumberHash numberHash;

  Erasures(
      ErasureLedger erasures,
      ErasableRows rows,
      Ledger ledger,
      Transactions transactions,
      ErasureAnswers answers,
      NumberHash numberHash) {
    this.erasures = erasures;
    this.rows = rows;
    this.ledger = ledger;
    this.transactions = transactions;
    this.answers = answers;
    this.numberHash = numberHash;
  }

  /**
   * Erases what is kept of a number by now.
   *
   * @return the erasure as it was done; its counts are zero if nothing was there
   */
  public Erasure erase(Msisdn number, String requestedBy, String reason) {
    byte[] hash = numberHash.of(number);
    UUID id = UUID.randomUUID();
    Instant now = erasures.now(hash);
    erasures.add(new Erasure(id, hash, now, requestedBy, reason, null), false);
    Erasure written = erasures.find(id).orElseThrow();
    complete(written);
    return erasures.find(id).orElseThrow();
  }

  /** All that is remembered from a time on, the oldest first. */
  public List<Erasure> since(Instant from) {
    return erasures.since(from);
  }

  /** Does it, unless it is done already, and has Kafka told. */
  void complete(Erasure erasure) {
    if (untilNoneIsLive(erasure, () -> eraseOnce(erasure)) == Step.DONE) {
      erasures.find(erasure.requestId()).ifPresent(answers::say);
    }
  }

  /** Erases once more what came back. */
  void repeat(Erasure erasure) {
    untilNoneIsLive(erasure, () -> rows.erase(erasure).isPresent() ? Step.DONE : Step.AGAIN);
  }

  private Step untilNoneIsLive(Erasure erasure, Supplier<Step> erase) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      cancelLive(erasure);
      Step step = transactions.in(erase);
      if (step != Step.AGAIN) {
        return step;
      }
    }
    throw new IllegalStateException(erasure + " meets live verifications again and again");
  }

  private Step eraseOnce(Erasure erasure) {
    if (!erasures.lockUnlessCompleted(erasure.requestId())) {
      return Step.WAS_DONE;
    }
    Optional<Counts> counts = rows.erase(erasure);
    counts.ifPresent(done -> erasures.complete(erasure.requestId(), done));
    return counts.isPresent() ? Step.DONE : Step.AGAIN;
  }

  private void cancelLive(Erasure erasure) {
    List<UUID> live = rows.live(erasure);
    if (!live.isEmpty()) {
      ledger.write(new HashSet<>(live), session -> cancel(session, live));
    }
  }

  private static void cancel(LedgerSession session, List<UUID> live) {
    session.cancelsAs(ACTOR);
    for (UUID id : live) {
      Optional<Verification> verification = session.verification(id);
      verification.ifPresent(one -> one.cancel(session.now()));
    }
    OpenSubmissions.end(session);
  }

  private enum Step {
    /** One is live again. */
    AGAIN,
    DONE,
    /** By another worker, or by the sweep. */
    WAS_DONE
  }
}
