package dev.phoneproof.worker.limit;

import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.worker.ledger.LedgerSession;
import dev.phoneproof.worker.ledger.Settlement;
import dev.phoneproof.worker.verification.Submission;
import dev.phoneproof.worker.verification.Verification;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts wrong PINs in a row for a number, whatever the verification. Where there are too many, a
 * verification is locked by the next wrong one; {@link LimitRules} leaves the number few new ones.
 * Sends are written first: each transaction locks those before these rows.
 */
@Component
@Order(10)
class WrongPins implements Settlement {

  /** Sorted, so that two commits cannot block each other. A right PIN needs no row of its own. */
  private static final String COUNT =
      """
      with typed as (
        select r.verification_id, r.is_right, v.number_hash,
          coalesce(v.known_device, false) as known_device
        from jsonb_to_recordset(:rows::jsonb) as r (verification_id uuid, is_right boolean)
        join verification v on v.id = r.verification_id
        where v.number_hash is not null),
      counted as (
        insert into number_standing as n (number_hash, known_device, wrong_pins, wrong_at)
        select number_hash, known_device,
          case when bool_or(is_right) then 0 else count(*) end,
          case when bool_or(is_right) then '-infinity' else now() end
        from typed t
        group by number_hash, known_device
        having not bool_or(is_right) or exists (
          select from number_standing s
          where s.number_hash = t.number_hash and s.known_device = t.known_device)
        order by number_hash, known_device
        on conflict (number_hash, known_device) do update set
          wrong_pins =
            case excluded.wrong_pins when 0 then 0 else n.wrong_pins + excluded.wrong_pins end,
          wrong_at = excluded.wrong_at
        returning number_hash, known_device, wrong_pins)
      select t.verification_id
      from typed t join counted c using (number_hash, known_device)
      where c.wrong_pins >= :most
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final LimitPolicy policy;

  WrongPins(JdbcClient jdbc, JsonMapper json, LimitPolicy policy) {
    this.jdbc = jdbc;
    this.json = json;
    this.policy = policy;
  }

  @Override
  public List<Runnable> settle(LedgerSession session) {
    List<Submission> checked = session.answered().stream().filter(WrongPins::wasChecked).toList();
    if (!checked.isEmpty()) {
      session.entities().flush();
      Set<UUID> tooMany = count(checked);
      checked.stream()
          .filter(submission -> tooMany.contains(submission.verificationId()))
          .forEach(submission -> lock(session, submission));
    }
    return List.of();
  }

  private static boolean wasChecked(Submission submission) {
    return submission.verdict() == Verdict.VERIFIED
        || submission.verdict() == Verdict.WRONG_PIN
        || (submission.verdict() == Verdict.TOO_MANY_ATTEMPTS && submission.isCounted());
  }

  private Set<UUID> count(List<Submission> checked) {
    List<Map<String, Object>> rows =
        checked.stream()
            .map(submission ->
                Map.<String, Object>of(
                    "verification_id",
                    submission.verificationId(),
                    "is_right",
                    submission.verdict() == Verdict.VERIFIED))
            .toList();
    return new HashSet<>(
        jdbc.sql(COUNT)
            .param("rows", json.writeValueAsString(rows))
            .param("most", policy.wrongPins())
            .query(UUID.class)
            .list());
  }

  private static void lock(LedgerSession session, Submission submission) {
    Verification verification = session.verification(submission.verificationId()).orElseThrow();
    if (verification.status() == Status.SENT) {
      verification.locked(session.now());
      submission.answer(Verdict.TOO_MANY_ATTEMPTS, null, session.now());
    }
  }
}
