package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.gateway.limit.Flights.Flight;
import dev.phoneproof.gateway.view.PendingVerdict;
import java.time.Duration;
import java.util.Optional;

/**
 * A submission whose verdict is awaited. Who does not wait to the end leaves it on its way all the
 * same: else PINs could be tried side by side by never waiting for a verdict.
 */
final class AwaitedVerdict implements AutoCloseable {

  private final Flight flight;
  private final PendingVerdict pending;
  private Duration stillUnderway = Duration.ZERO;

  AwaitedVerdict(Flight flight, PendingVerdict pending) {
    this.flight = flight;
    this.pending = pending;
  }

  /**
   * Waits for the verdict.
   *
   * @param underway how long the submission counts as being on its way
   * @return the outcome that answers it; empty when none has come in the given time
   */
  Optional<VerificationChanged> within(Duration wait, Duration underway) {
    Optional<VerificationChanged> verdict = wait.isZero() ? Optional.empty() : pending.await(wait);
    if (verdict.isEmpty()) {
      stillUnderway = underway.minus(wait);
    }
    return verdict;
  }

  @Override
  public void close() {
    if (stillUnderway.isPositive()) {
      Thread.startVirtualThread(() -> {
        pending.await(stillUnderway);
        end();
      });
    } else {
      end();
    }
  }

  private void end() {
    pending.close();
    flight.close();
  }
}
