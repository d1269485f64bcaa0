package dev.phoneproof.worker.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phoneproof.worker.intake.ConsumerLag;
import dev.phoneproof.worker.intake.RequestsPause;
import dev.phoneproof.worker.limit.MessageBudget;
import dev.phoneproof.worker.pacing.Backlog;
import dev.phoneproof.worker.pacing.Circuits;
import dev.phoneproof.worker.pacing.Permits;
import dev.phoneproof.worker.storage.KeyUse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows whether work flows, and what holds it back where it does not. */
@RestController
final class StatusController {

  private final MessageBudget messages;
  private final Permits permits;
  private final Circuits circuits;
  private final Backlog backlog;
  private final RequestsPause pause;
  private final ConsumerLag lag;
  private final KeyUse keys;

  StatusController(
      MessageBudget messages,
      Permits permits,
      Circuits circuits,
      Backlog backlog,
      RequestsPause pause,
      ConsumerLag lag,
      KeyUse keys) {
    this.messages = messages;
    this.permits = permits;
    this.circuits = circuits;
    this.backlog = backlog;
    this.pause = pause;
    this.lag = lag;
    this.keys = keys;
  }

  @GetMapping("/operator/v1/status")
  Status status() {
    Permits.Pace pace = permits.pace();
    return new Status(
        new Rate(permits.most(), pace.permitsPerSecond(), pace.takenInASecond()),
        new OwnCircuits(circuits.send().state(), circuits.verify().state()),
        backlog.count(),
        backlog.most(),
        pause.isPaused(),
        lag.byTopic().orElse(null),
        messages.today(),
        keys.report());
  }

  /**
   * The worker that answers speaks of its own circuits and pause, of all workers in the rest.
   *
   * @param messages of this day
   * @param mostWaiting waiting sends above which requests stay in Kafka
   * @param storageKeys whether a key is to be changed or destroyed
   * @param lag records by topic that no worker has taken in; null when Kafka does not say it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Status(
      Rate permits,
      OwnCircuits circuits,
      Backlog.Waiting backlog,
      int mostWaiting,
      boolean requestsPaused,
      @Nullable Map<String, Long> lag,
      MessageBudget.Today messages,
      KeyUse.Report storageKeys) {}

  /** Permits in a second: at most, at present, and really taken. */
  record Rate(int most, double now, int taken) {}

  /** {@code closed} when calls are made. */
  record OwnCircuits(String send, String verify) {}
}
