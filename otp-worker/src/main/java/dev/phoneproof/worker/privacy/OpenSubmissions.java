package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.Verdict;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.verification.Submission;
import jakarta.persistence.LockModeType;
import java.util.List;

/** What was typed for verifications that an erasure ends, even if its check still runs. */
final class OpenSubmissions {

  private static final String OPEN =
      "select s from Submission s where s.verificationId in :ids and s.status <> :done"
          + " order by s.id";

  private OpenSubmissions() {}

  /** Whoever waits for a verdict gets one; the check's result finds nothing to apply to. */
  static void end(LedgerSession session) {
    List<Submission> open =
        session
            .entities()
            .createQuery(OPEN, Submission.class)
            .setParameter("ids", session.ids())
            .setParameter("done", Submission.Progress.DONE)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    for (Submission submission : open) {
      switch (submission.kind()) {
        case GUESS -> session.answer(submission, Verdict.ENDED, null);
        case CANCEL -> submission.end(session.now());
      }
    }
  }
}
