package dev.phoneproof.worker.sending;

import dev.phoneproof.worker.ledger.Change;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.provider.SendResult;
import dev.phoneproof.worker.verification.Send;
import java.util.UUID;

/**
 * A send's call has ended, or its lease has, with this result. It applies while the send is open,
 * whichever instance claimed it and however late it comes.
 */
record SendFinished(
    UUID verificationId, UUID sendId, SendResult result, SendRules rules, Runnable onDone)
    implements Change {

  @Override
  public void applyTo(LedgerSession session) {
    // An erasure may have taken it away meanwhile.
    session.find(Send.class, sendId).filter(Send::isOpen).ifPresent(send -> apply(session, send));
  }

  private void apply(LedgerSession session, Send send) {
    switch (send.kind()) {
      case FIRST -> rules.first(session, send, result);
      case RESEND -> rules.resend(session, send, result);
    }
  }

  @Override
  public void done() {
    onDone.run();
  }

  @Override
  public String toString() {
    return "SendFinished[" + sendId + " " + result + "]";
  }
}
