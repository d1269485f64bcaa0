package dev.phoneproof.worker.ledger;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.worker.verification.Submission;
import java.util.Collection;
import java.util.List;

/** What goes back of a submission that has its verdict: with the proof once for each asker. */
public interface Answers {

  /** For those who have asked so far; one at least. */
  List<Answer> of(Submission submission);

  /** For those who have repeated it; one at least. */
  List<Answer> of(Submission submission, Collection<OtpSubmitted> repeats);
}
