package dev.phoneproof.worker.sending;

import dev.phoneproof.events.Event;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.intake.TopicIntake;
import dev.phoneproof.worker.intake.Unacceptable;
import dev.phoneproof.worker.outcome.UnpublishedOutcomes;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes a batch of requests and resends into the ledger and starts what can start at once. */
@Component
class RequestIntake implements TopicIntake {

  private final RequestRows rows;
  private final FirstSends firstSends;
  private final Resends resends;
  private final UnpublishedOutcomes outcomes;
  private final ErasedRequests erased;
  private final UnprocessableRequests unprocessable;

  RequestIntake(
      RequestRows rows,
      FirstSends firstSends,
      Resends resends,
      UnpublishedOutcomes outcomes,
      ErasedRequests erased,
      UnprocessableRequests unprocessable) {
    this.rows = rows;
    this.firstSends = firstSends;
    this.resends = resends;
    this.outcomes = outcomes;
    this.erased = erased;
    this.unprocessable = unprocessable;
  }

  @Override
  public String topic() {
    return Topics.REQUESTS;
  }

  /** Nothing is sent later. */
  @Override
  public Instant waitsForItsKeyUntil(Received event) {
    return event.event() instanceof OtpRequested request
        ? rows.sendBy(request, event.recordedAt())
        : event.recordedAt();
  }

  @Override
  public void giveUp(Unacceptable letter) {
    unprocessable.end(letter);
  }

  @Override
  public void write(List<Received> batch) {
    List<Received> requests = of(OtpRequested.class, batch);
    if (!requests.isEmpty()) {
      Set<UUID> notNew = without(firstSends.insertAndStart(requests), requests);
      erased.end(requests, notNew);
      outcomes.repeatStates(notNew);
    }
    List<Received> resendRequests = of(OtpResendRequested.class, batch);
    if (!resendRequests.isEmpty()) {
      Map<UUID, UUID> inserted = rows.insertResends(resendRequests);
      resends.start(inserted);
      outcomes.repeatStates(without(inserted.values(), resendRequests));
    }
  }

  private static Set<UUID> without(Collection<UUID> inserted, List<Received> all) {
    Set<UUID> repeated = new HashSet<>();
    all.forEach(one -> repeated.add(one.event().key()));
    repeated.removeAll(inserted);
    return repeated;
  }

  private static List<Received> of(Class<? extends Event> type, List<Received> batch) {
    return batch.stream().filter(received -> type.isInstance(received.event())).toList();
  }
}
