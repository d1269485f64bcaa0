package dev.phoneproof.worker.limit;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Decides in intake's transaction which messages may go out. */
@Component
public class Admission {

  private final LimitRules rules;
  private final Quotas quotas;
  private final MeterRegistry meters;

  Admission(LimitRules rules, Quotas quotas, MeterRegistry meters) {
    this.rules = rules;
    this.quotas = quotas;
    this.meters = meters;
  }

  /**
   * Counts new requests, those that came first before the others.
   *
   * @return those that must not be sent; they are not counted
   */
  public List<Refusal> refuseRequests(List<Asked> asked) {
    return take(asked.stream().map(rules::ofRequest).toList());
  }

  /** Counts new resends, as {@link #refuseRequests} does. */
  public List<Refusal> refuseResends(List<Asked> asked) {
    return take(asked.stream().map(rules::ofResend).toList());
  }

  private List<Refusal> take(List<Wish> wishes) {
    List<Refusal> refused = wishes.isEmpty() ? List.of() : quotas.take(wishes);
    if (!refused.isEmpty()) {
      afterCommit(() -> refused.forEach(this::count));
    }
    return refused;
  }

  private void count(Refusal refusal) {
    meters.counter("phoneproof.refused", "limit", refusal.limit()).increment();
  }

  /** What is rolled back is tried again, and would count twice. */
  private static void afterCommit(Runnable task) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            task.run();
          }
        });
  }
}
