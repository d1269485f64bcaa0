package dev.phoneproof.worker.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened to one verification, to be written with others in one commit. */
public interface Change {

  /** The verification whose row is locked for it. */
  UUID verificationId();

  /** A send that it needs; null if none. */
  default @Nullable UUID sendId() {
    return null;
  }

  /** A submission that it needs; null if none. */
  default @Nullable UUID submissionId() {
    return null;
  }

  /** Changes what is locked. Applied again from the start when the commit failed. */
  void applyTo(LedgerSession session);

  /** After the commit, or when the change was given up. */
  default void done() {}
}
