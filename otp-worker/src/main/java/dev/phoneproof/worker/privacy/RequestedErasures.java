package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.ErasureRequested;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.verification.Msisdn;
import dev.phoneproof.worker.verification.NumberHash;
import org.springframework.stereotype.Component;

/** Erasures as events ask for them. They cover what Kafka recorded up to the event's own time. */
@Component
class RequestedErasures {

  private final NumberHash numberHash;

  RequestedErasures(NumberHash numberHash) {
    this.numberHash = numberHash;
  }

  Erasure erasure(Received received) {
    ErasureRequested request = (ErasureRequested) received.event();
    Msisdn number = new Msisdn(request.phoneNumber().plain().orElseThrow());
    return new Erasure(
        request.requestId(),
        numberHash.of(number),
        received.recordedAt(),
        Erasure.BY_EVENT,
        null,
        null);
  }
}
