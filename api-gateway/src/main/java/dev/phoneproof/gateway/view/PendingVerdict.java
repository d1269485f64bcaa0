package dev.phoneproof.gateway.view;

import dev.phoneproof.events.VerificationChanged;
import java.time.Duration;
import java.util.Optional;

/** The place of one who waits for a verdict; to be closed when the waiting is over. */
public final class PendingVerdict implements AutoCloseable {

  private final Waiters<VerificationChanged>.Waiter waiter;

  PendingVerdict(Waiters<VerificationChanged>.Waiter waiter) {
    this.waiter = waiter;
  }

  /** The outcome that answers the submission; empty when it has not come in time. */
  public Optional<VerificationChanged> await(Duration limit) {
    return waiter.await(limit.toNanos());
  }

  @Override
  public void close() {
    waiter.close();
  }
}
