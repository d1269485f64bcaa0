package dev.phoneproof.worker.sending;

import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.Tasks;
import dev.phoneproof.worker.pacing.Pacing;
import dev.phoneproof.worker.provider.Cause;
import dev.phoneproof.worker.provider.Provider;
import dev.phoneproof.worker.provider.SendResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the call of a claimed send, on a virtual thread, and brings its result to the ledger. */
@Component
class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final Provider provider;
  private final Ledger ledger;
  private final SendRules rules;
  private final Tasks tasks;
  private final Pacing pacing;

  Sender(Provider provider, Ledger ledger, SendRules rules, Tasks tasks, Pacing pacing) {
    this.provider = provider;
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
        finished(send, new SendResult.NotSent(Cause.UNREACHABLE));
        pacing.notCalled();
      } else {
        SendResult result = callProvider(send);
        // First of all: its lease is renewed from here on, whatever takes long after it.
        finished(send, result);
        boolean throttled = result instanceof SendResult.Throttled;
        pacing.ended(send.number(), worked(result), throttled, startedAt);
      }
    });
  }

  private void finished(ClaimedSend send, SendResult result) {
    ledger.add(
        new SendFinished(send.verificationId(), send.sendId(), result, rules, pacing::release));
  }

  private SendResult callProvider(ClaimedSend send) {
    try {
      String pinId = send.pinId();
      return pinId == null
          ? provider.send(send.number(), send.channel())
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
      case SendResult.Unknown unknown -> false;
    };
  }
}
