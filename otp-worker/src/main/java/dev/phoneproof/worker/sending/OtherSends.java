package dev.phoneproof.worker.sending;

import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.verification.Send;
import dev.phoneproof.worker.verification.SentTimes.Span;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Other sends to the same number. */
@Component
class OtherSends {

  /** Those that are known to have gone out, as the spans of their calls. */
  List<Span> knownToHaveSent(LedgerSession session, Send send) {
    return session
        .entities()
        .createQuery(
            "select s from Send s where s.numberHash = :number and s.id <> :id"
                + " and s.outcome = :sent",
            Send.class)
        .setParameter("number", send.numberHash())
        .setParameter("id", send.id())
        .setParameter("sent", Send.Outcome.SENT)
        .getResultStream()
        .map(Send::span)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether one of them is open. */
  boolean isOneOpen(LedgerSession session, Send send) {
    return !session
        .entities()
        .createQuery(
            "select s.id from Send s where s.numberHash = :number and s.id <> :id"
                + " and s.status in :open",
            java.util.UUID.class)
        .setParameter("number", send.numberHash())
        .setParameter("id", send.id())
        .setParameter("open", List.of(Send.Progress.CALLING, Send.Progress.LOOKING_UP))
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }
}
