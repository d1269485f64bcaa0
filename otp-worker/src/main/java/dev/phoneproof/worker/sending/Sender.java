package dev.phoneproof.worker.sending;

import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.Slots;
import dev.phoneproof.worker.ledger.Tasks;
import dev.phoneproof.worker.provider.Cause;
import dev.phoneproof.worker.provider.Provider;
import dev.phoneproof.worker.provider.ProviderPolicy;
import dev.phoneproof.worker.provider.SendResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the call of a claimed send, on a virtual thread, and brings its result to the ledger. */
@Component
class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final Provider provider;
  private final ProviderPolicy policy;
  private final Ledger ledger;
  private final SendRules rules;
  private final Tasks tasks;
  private final Slots slots;
  private volatile Runnable slotsAreFree = () -> {};

  Sender(Provider provider, ProviderPolicy policy, Ledger ledger, SendRules rules, Tasks tasks) {
    this.provider = provider;
    this.policy = policy;
    this.ledger = ledger;
    this.rules = rules;
    this.tasks = tasks;
    this.slots = new Slots(policy.inFlight());
  }

  Slots slots() {
    return slots;
  }

  void whenSlotsAreFree(Runnable action) {
    slotsAreFree = action;
  }

  /** Starts the call; its slot becomes free when the result is committed. */
  void start(ClaimedSend send) {
    tasks.execute(() ->
        ledger.add(
            new SendFinished(send.verificationId(), send.sendId(), call(send), rules, this::done)));
  }

  private SendResult call(ClaimedSend send) {
    if (send.latestStart() - System.nanoTime() < 0) {
      return new SendResult.NotSent(Cause.UNREACHABLE);
    }
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

  private void done() {
    release(1);
  }

  /** Gives slots back, and wakes whoever waits for one. */
  void release(int count) {
    if (count > 0) {
      slots.release(count);
      tasks.execute(slotsAreFree);
    }
  }
}
