package dev.phoneproof.worker.provider;

import java.time.Instant;
import java.util.List;

/** What a look-up says. */
public sealed interface LookUpResult {

  /** The times at which messages went out; empty when none did. */
  record Answered(List<Instant> sentTimes) implements LookUpResult {}

  /** Nobody can read the number any more: there will never be an answer. */
  record Unreadable() implements LookUpResult {}

  /** No answer: it proves nothing. */
  record Failed() implements LookUpResult {}
}
