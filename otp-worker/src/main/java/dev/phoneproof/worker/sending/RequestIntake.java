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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes a batch of requests and resends into the ledger and starts what can start at once. */
@Component
class RequestIntake implements TopicIntake {

  private final RequestRows rows;
  private final FirstSends firstSends;
  private final ResendRows resendRows;
  private final Resends resends;
  private final UnpublishedOutcomes outcomes;
  private final ErasedRequests erased;
  private final UnprocessableRequests unprocessable;

  RequestIntake(
      RequestRows rows,
      FirstSends firstSends,
      ResendRows resendRows,
      Resends resends,
      UnpublishedOutcomes outcomes,
      ErasedRequests erased,
      UnprocessableRequests unprocessable) {
    this.rows = rows;
    this.firstSends = firstSends;
    this.resendRows = resendRows;
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
      RequestRows.Inserted inserted = firstSends.insertAndStart(requests);
      outcomes.publishStates(inserted.refused());
      Set<UUID> notNew = ids(requests);
      notNew.removeIf(inserted::has);
      erased.end(requests, notNew);
      outcomes.repeatStates(notNew);
    }
    List<Received> resendRequests = of(OtpResendRequested.class, batch);
    if (!resendRequests.isEmpty()) {
      ResendRows.Inserted inserted = resendRows.insert(resendRequests);
      resends.start(inserted.allowed());
      resends.drop(inserted.refused());
      Set<UUID> notNew = ids(resendRequests);
      notNew.removeAll(inserted.allowed().values());
      notNew.removeAll(inserted.refused().values());
      outcomes.repeatStates(notNew);
    }
  }

  private static Set<UUID> ids(List<Received> events) {
    return events.stream().map(one -> one.event().key()).collect(Collectors.toSet());
  }

  private static List<Received> of(Class<? extends Event> type, List<Received> batch) {
    return batch.stream().filter(received -> type.isInstance(received.event())).toList();
  }
}
