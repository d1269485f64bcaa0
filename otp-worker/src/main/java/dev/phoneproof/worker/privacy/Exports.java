package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.worker.ledger.Transactions;
import dev.phoneproof.worker.verification.Msisdn;
import dev.phoneproof.worker.verification.NumberHash;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All that is kept of a number, for the person whose number it is, with each field explained. */
@Component
public class Exports {

  private static final KeptRows VERIFICATION = KeptRows.of(Field.OF_VERIFICATION, Audience.PERSON);
  private static final KeptRows SEND = KeptRows.of(Field.OF_SEND, Audience.PERSON);
  private static final KeptRows SUBMISSION = KeptRows.of(Field.OF_SUBMISSION, Audience.PERSON);
  private static final KeptRows AUDIT = KeptRows.of(Field.OF_AUDIT, Audience.PERSON);

  private static final KeptRows QUOTA = KeptRows.of(Field.OF_QUOTA, Audience.PERSON);
  private static final KeptRows STANDING = KeptRows.of(Field.OF_STANDING, Audience.PERSON);

  private final JdbcClient jdbc;
  private final Transactions transactions;
  private final NumberHash numberHash;
  private final ErasureLedger erasures;
  private final AuditTrail audit;
  private final Clock clock;

  Exports(
      JdbcClient jdbc,
      Transactions transactions,
      NumberHash numberHash,
      ErasureLedger erasures,
      AuditTrail audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.numberHash = numberHash;
    this.erasures = erasures;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What is kept.
   *
   * @param content a JSON object
   * @param verifications how many are in it
   */
  public record Export(Map<String, Object> content, int verifications) {

    @Override
    public String toString() {
      return "Export[" + verifications + "]";
    }
  }

  /** What is kept of a number at this moment. */
  public Export of(Msisdn number, Looker by) {
    return transactions.in(() -> {
      byte[] hash = numberHash.of(number);
      List<Map<String, Object>> verifications = verifications(hash);
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("phoneNumber", number.e164());
      content.put("exportedAt", KeptRows.text(clock.instant()));
      content.put("verifications", verifications);
      content.put(
          "limits", ofNumber(QUOTA, "quota where about = :hash order by ends_at, scope", hash));
      content.put(
          "wrongPins",
          ofNumber(STANDING, "number_standing where number_hash = :hash and wrong_pins > 0", hash));
      content.put("erasures", erasures.of(hash).stream().map(Exports::erasure).toList());
      content.put("fields", meanings());
      List<UUID> ids = verifications.stream().map(one -> (UUID) one.get("id")).toList();
      audit.note(ids, by, "EXPORTED");
      return new Export(content, ids.size());
    });
  }

  private List<Map<String, Object>> verifications(byte[] hash) {
    List<Map<String, Object>> found = new ArrayList<>();
    jdbc.sql(
            "select "
                + VERIFICATION.columns()
                + " from verification where number_hash = :hash order by recorded_at, id")
        .param("hash", hash)
        .query((row, index) -> found.add(new LinkedHashMap<>(VERIFICATION.read(row))))
        .list();
    for (Map<String, Object> verification : found) {
      Object id = verification.get("id");
      verification.put("sends", rows(SEND, "send", "created_at", id));
      verification.put("submissions", rows(SUBMISSION, "submission", "created_at", id));
      verification.put("audit", rows(AUDIT, "audit_event", "at", id));
    }
    return found;
  }

  private List<Map<String, Object>> rows(
      KeptRows fields, String table, String order, @Nullable Object id) {
    return jdbc.sql(
            "select %s from %s where verification_id = :id order by %s, id"
                .formatted(fields.columns(), table, order))
        .param("id", id)
        .query((row, index) -> fields.read(row))
        .list();
  }

  private List<Map<String, Object>> ofNumber(KeptRows fields, String which, byte[] hash) {
    return jdbc.sql("select " + fields.columns() + " from " + which)
        .param("hash", hash)
        .query((row, index) -> fields.read(row))
        .list();
  }

  private static Map<String, Object> erasure(Erasure erasure) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("requestId", erasure.requestId());
    shown.put("erasedAt", KeptRows.text(erasure.erasedAt()));
    shown.put("requestedBy", erasure.requestedBy());
    if (erasure.reason() != null) {
      shown.put("reason", erasure.reason());
    }
    @Nullable Counts counts = erasure.counts();
    if (counts != null) {
      shown.put("verifications", counts.verifications());
      shown.put("sends", counts.sends());
      shown.put("submissions", counts.submissions());
    }
    return shown;
  }

  /** By path, the array's marks left out. */
  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("phoneNumber", "The number that this is about. It is kept encrypted.");
    meanings.put("exportedAt", "When this was put together.");
    meanings.put("verifications", "Each time somebody was to prove that they hold the number.");
    meanings.putAll(VERIFICATION.meanings("verifications."));
    meanings.put("verifications.sends", "Messages that were tried.");
    meanings.putAll(SEND.meanings("verifications.sends."));
    meanings.put("verifications.submissions", "PINs that were typed, and wishes to cancel.");
    meanings.putAll(SUBMISSION.meanings("verifications.submissions."));
    meanings.put("verifications.audit", "Who did what to it when.");
    meanings.putAll(AUDIT.meanings("verifications.audit."));
    meanings.put("limits", "How often the number was asked for lately, to stop abuse.");
    meanings.putAll(QUOTA.meanings("limits."));
    meanings.put("wrongPins", "Wrong PINs that were typed for the number, to stop guessing.");
    meanings.putAll(STANDING.meanings("wrongPins."));
    meanings.put("erasures", "Erasures of this number that are remembered.");
    meanings.put("erasures.requestId", "Names the erasure.");
    meanings.put("erasures.erasedAt", "All from before it was erased.");
    meanings.put("erasures.requestedBy", "An operator, or the topic on which it was asked for.");
    meanings.put("erasures.reason", "The operator's ticket.");
    meanings.put("erasures.verifications", "How many verifications were erased.");
    meanings.put("erasures.sends", "How many messages' records were erased.");
    meanings.put("erasures.submissions", "How many typed PINs' records were erased.");
    meanings.put("fields", "What each field of this export means.");
    return meanings;
  }
}
