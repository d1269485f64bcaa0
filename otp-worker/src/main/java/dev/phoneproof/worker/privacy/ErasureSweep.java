package dev.phoneproof.worker.privacy;

import dev.phoneproof.worker.ledger.Sweep;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Finishes erasures: those that came by event, and what a crash or an outage left of others. */
@Component
@Order(95)
class ErasureSweep implements Sweep {

  private final ErasureLedger erasures;
  private final Erasures erasing;
  private final ErasableRows rows;
  private final ErasureAnswers answers;

  ErasureSweep(
      ErasureLedger erasures, Erasures erasing, ErasableRows rows, ErasureAnswers answers) {
    this.erasures = erasures;
    this.erasing = erasing;
    this.rows = rows;
    this.answers = answers;
  }

  @Override
  public void sweep() {
    completeOpen();
    erasures.reappearedSoon().forEach(erasing::repeat);
    erasures.unanswered().forEach(answers::say);
    rows.eraseWhatIsPublished();
    erasures.forgetOld();
  }

  /** Does what is written down and not done. */
  void completeOpen() {
    erasures.open().forEach(erasing::complete);
  }
}
