package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.gateway.limit.Flights.Flight;
import dev.phoneproof.gateway.view.PendingVerdict;
import java.time.Duration;
import java.util.Optional;

/**
 * A submission whose verdict is awaited. Who does not wait to the end leaves it on its way all the
 * same: else PINs could be tried side by side by never waiting for a verdict. One that is not known
 * to be in Kafka may be there.
 */
final class AwaitedVerdict implements AutoCloseable {

  private final Flight flight;
  private final PendingVerdict pending;
  private Duration stillUnderway;

  /**
   * Takes what is to be closed with it.
   *
   * @param underway how long the submission counts as being on its way, unless its verdict comes
   */
  AwaitedVerdict(Flight flight, PendingVerdict pending, Duration underway) {
    this.flight = flight;
    this.pending = pending;
    this.stillUnderway = underway;
  }

  /**
   * Waits for the verdict.
   *
   * @return the outcome that answers it; empty when none has come in the given time
   */
  Optional<VerificationChanged> within(Duration wait) {
    Optional<VerificationChanged> verdict = wait.isZero() ? Optional.empty() : pending.await(wait);
    stillUnderway = verdict.isPresent() ? Duration.ZERO : stillUnderway.minus(wait);
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
