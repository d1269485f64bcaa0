package dev.phoneproof.worker.sending;

import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.Tasks;
import dev.phoneproof.worker.pacing.Pacing;
import dev.phoneproof.worker.provider.Cause;
import dev.phoneproof.worker.provider.Provider;
import dev.phoneproof.worker.provider.SendResult;
import dev.phoneproof.worker.storage.UnopenableException;
import dev.phoneproof.worker.storage.Vault;
import dev.phoneproof.worker.verification.Msisdn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the call of a claimed send, on a virtual thread, and brings its result to the ledger. */
@Component
class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final Provider provider;
  private final Vault vault;
  private final Ledger ledger;
  private final SendRules rules;
  private final Tasks tasks;
  private final Pacing pacing;

  Sender(
      Provider provider, Vault vault, Ledger ledger, SendRules rules, Tasks tasks, Pacing pacing) {
    this.provider = provider;
    this.vault = vault;
    this.ledger = ledger;
    this.rules = rules;
    this.tasks = tasks;
    this.pacing = pacing;
  }

  /** Starts the call; what it took of the pace is free again when the result is committed. */
  void start(ClaimedSend send) {
    tasks.execute(() -> {
      long startedAt = System.nanoTime();
      if (send.latestStart() - startedAt < 0) {
        notCalled(send, new SendResult.NotSent(Cause.UNREACHABLE));
        return;
      }
      Msisdn number;
      try {
        number = vault.open(send.number());
      } catch (UnopenableException e) {
        LOG.error("The number of {} does not open: {}", send.verificationId(), e.getMessage());
        notCalled(send, new SendResult.Unreadable());
        return;
      }
      SendResult result = callProvider(send, number);
      // First of all: its lease is renewed from here on, whatever takes long after it.
      finished(send, result);
      pacing.ended(number, worked(result), result instanceof SendResult.Throttled, startedAt);
    });
  }

  private void notCalled(ClaimedSend send, SendResult result) {
    finished(send, result);
    pacing.notCalled();
  }

  private void finished(ClaimedSend send, SendResult result) {
    ledger.add(
        new SendFinished(send.verificationId(), send.sendId(), result, rules, pacing::release));
  }

  private SendResult callProvider(ClaimedSend send, Msisdn number) {
    try {
      String pinId = send.pinId();
      return pinId == null
          ? provider.send(number, send.channel())
          : provider.resend(pinId, send.channel());
    } catch (RuntimeException | Error e) {
      LOG.error("A send ended in a bug: {}", e.getClass().getName());
      return new SendResult.Unknown();
    }
  }

  /** Whoever refuses is there: only silence and breakdowns open the circuit. */
  private static boolean worked(SendResult result) {
    return switch (result) {
      case SendResult.Sent sent -> true;
      case SendResult.Refused refused -> true;
      case SendResult.Throttled throttled -> true;
      case SendResult.NotSent notSent -> notSent.cause() == Cause.ACCOUNT;
      case SendResult.Unreadable unreadable -> true;
      case SendResult.Unknown unknown -> false;
    };
  }
}
