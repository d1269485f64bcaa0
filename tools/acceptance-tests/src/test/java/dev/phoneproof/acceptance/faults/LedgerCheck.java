package dev.phoneproof.acceptance.faults;

import static org.assertj.core.api.Assertions.fail;

import dev.phoneproof.acceptance.Verification;
import dev.phoneproof.acceptance.faults.Inbox.Delivered;
import dev.phoneproof.acceptance.faults.Ledger.Judgement;
import dev.phoneproof.acceptance.faults.Ledger.Row;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.VerificationChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * What must hold whatever was broken: everything that was accepted has ended, in time and honestly;
 * nobody got a message that nobody asked for; all of it is on {@code otp.outcomes} and at the
 * gateway; nobody is verified without their own PIN.
 */
final class LedgerCheck {

  /** The longest life (two minutes and a PIN's), an outage, and the margin. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(220);

  /** Outcomes that were lost between commit and Kafka reappear within seconds. */
  private static final Duration UNTIL_PUBLISHED = Duration.ofSeconds(15);

  private static final int SHOWN = 5;
  private static final int ASKED_AT_THE_GATEWAY = 200;

  private final Cluster cluster;
  private final String name;
  private final List<Asked> asked;
  private final List<CompletableFuture<?>> lives;
  private final int faults;
  private final Set<UUID> ids;
  private final List<String> problems = new ArrayList<>();
  private final Set<UUID> suspects = new LinkedHashSet<>();

  LedgerCheck(
      Cluster cluster,
      String name,
      List<Asked> asked,
      List<CompletableFuture<?>> lives,
      int faults) {
    this.cluster = cluster;
    this.name = name;
    this.asked = asked;
    this.lives = lives;
    this.faults = faults;
    this.ids = asked.stream().map(Asked::id).collect(Collectors.toSet());
  }

  Summary run() {
    waitForEnds();
    waitForPeople();
    cluster.inbox().catchUp();
    Map<UUID, Row> rows = cluster.ledger().rows(ids);
    List<Judgement> verdicts = cluster.ledger().verdicts(ids);
    for (Asked one : asked) {
      Row row = rows.get(one.id());
      if (row == null || !row.isFinal()) {
        problem(one.id(), row == null ? "is not in the ledger" : "has not ended: " + row);
      } else {
        checkEnd(one, row);
      }
    }
    checkMessages(rows);
    checkVerdicts(verdicts, rows);
    checkPublished(rows.values(), verdicts);
    checkGateway(rows);
    checkContract();
    Summary summary =
        Summary.of(name, rows.values(), ids.size(), messages(), faults, slowestEnd(rows.values()));
    summary.report();
    failIfThereAreProblems();
    return summary;
  }

  private void waitForEnds() {
    waitAtMost(LONGEST_WAIT, () -> cluster.ledger().ended(ids) == ids.size());
  }

  private static void waitAtMost(Duration patience, Callable<Boolean> condition) {
    try {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(500))
          .ignoreExceptions()
          .atMost(patience)
          .until(condition);
    } catch (ConditionTimeoutException e) {
      // What is missing is said one by one.
    }
  }

  private void waitForPeople() {
    for (CompletableFuture<?> life : lives) {
      try {
        life.join();
      } catch (CompletionException e) {
        problems.add("somebody met " + e.getCause());
      }
    }
  }

  private void checkEnd(Asked one, Row row) {
    Instant latest = cluster.outages().latestEnd(row.lifeIsOver());
    if (row.changedAt().isAfter(latest)) {
      problem(
          one.id(),
          "ended %s, %.1f s too late"
              .formatted(row, Duration.between(latest, row.changedAt()).toMillis() / 1000.0));
    }
    if (row.is("VERIFIED", null) && !hasTypedOwnPin(one)) {
      problem(one.id(), "is VERIFIED without a PIN of its own");
    }
    if (one.wasToldVerified() && !row.is("VERIFIED", null)) {
      problem(one.id(), "was told verified and is " + row);
    }
    if (one.wasToldOver() && !one.wasToldVerified() && row.is("VERIFIED", null)) {
      problem(one.id(), "was told that it is over and is VERIFIED");
    }
    if (outcomes(one.id()).stream()
            .map(outcome -> outcome.state().status())
            .filter(Status::isFinal)
            .distinct()
            .count()
        > 1) {
      problem(one.id(), "was published with two ends");
    }
    if (row.is("FAILED", "send_outcome_unknown") && !row.uncertain()) {
      problem(one.id(), "is told unknown, and no send of it was uncertain");
    }
  }

  private boolean hasTypedOwnPin(Asked one) {
    return delivered(one).stream().map(Delivered::pin).anyMatch(one::hasTyped);
  }

  /** By number: two verifications of one number may have a message each. */
  private void checkMessages(Map<UUID, Row> rows) {
    byNumber().forEach(ofOneNumber -> checkMessages(ofOneNumber, rows));
  }

  private void checkMessages(List<Asked> ofOneNumber, Map<UUID, Row> rows) {
    Set<UUID> verifications = ofOneNumber.stream().map(Asked::id).collect(Collectors.toSet());
    Asked oldest = oldest(ofOneNumber);
    UUID id = oldest.id();
    List<Delivered> delivered = delivered(oldest);
    long first = delivered.stream().filter(message -> !message.again()).count();
    long again = delivered.size() - first;
    int resends = ofOneNumber.stream().mapToInt(Asked::resends).sum();
    if (first > verifications.size() || again > resends) {
      problem(
          id,
          "got %d messages and %d again, asked for %d and %d"
              .formatted(first, again, verifications.size(), resends));
    }
    List<Row> known = verifications.stream().map(rows::get).filter(row -> row != null).toList();
    long sent = known.stream().filter(row -> row.sentAt() != null).count();
    long explained =
        known.stream()
            .filter(row ->
                row.sentAt() != null
                    || row.is("FAILED", "send_outcome_unknown")
                    || row.is("CANCELED", null))
            .count();
    if (first < sent) {
      problem(id, "is said to be sent, and was not: " + known);
    }
    if (first > explained) {
      problem(id, "got a message that the ledger does not explain: " + known);
    }
  }

  private void checkVerdicts(List<Judgement> verdicts, Map<UUID, Row> rows) {
    for (Judgement judgement : verdicts) {
      if (judgement.verdict() == null) {
        problem(judgement.verificationId(), "has a submission without verdict: " + judgement);
      } else if (judgement.isWronglyLate(rows.get(judgement.verificationId()))
          && !couldNotBeRead(judgement)) {
        problem(judgement.verificationId(), "was told too late and was not: " + judgement);
      }
    }
    Map<UUID, Long> counts =
        verdicts.stream()
            .collect(Collectors.groupingBy(Judgement::verificationId, Collectors.counting()));
    for (Asked one : asked) {
      long found = counts.getOrDefault(one.id(), 0L);
      if (found < one.submissions()) {
        problem(one.id(), "has " + found + " submissions of " + one.submissions() + " accepted");
      }
    }
  }

  /** An end does not wait for what lies in a Kafka that is away: {@code docs/delivery.md}. */
  private boolean couldNotBeRead(Judgement judgement) {
    return cluster.outages().wasAway("Kafka", judgement.recordedAt(), judgement.takenInAt());
  }

  private void checkPublished(Collection<Row> rows, List<Judgement> verdicts) {
    Set<Row> open = new HashSet<>(rows);
    Set<Judgement> unsaid = new HashSet<>(verdicts);
    waitAtMost(
        UNTIL_PUBLISHED,
        () -> {
          open.removeIf(this::isPublished);
          unsaid.removeIf(this::isPublished);
          return open.isEmpty() && unsaid.isEmpty();
        });
    open.forEach(row -> problem(row.id(), "its end is not published: " + row));
    unsaid.forEach(one -> problem(one.verificationId(), "a verdict is not published: " + one));
  }

  private boolean isPublished(Row row) {
    Optional<VerificationChanged> newest =
        outcomes(row.id()).stream().max(Comparator.comparing(change -> change.state().revision()));
    return newest.isPresent()
        && newest.get().state().revision() == row.revision()
        && newest.get().state().status().name().equals(row.status());
  }

  private boolean isPublished(Judgement judgement) {
    return outcomes(judgement.verificationId()).stream()
        .map(VerificationChanged::answer)
        .anyMatch(answer ->
            answer != null
                && answer.submissionId().equals(judgement.id())
                && answer.verdict().name().equals(judgement.verdict()));
  }

  private List<VerificationChanged> outcomes(UUID id) {
    return cluster.tape().outcomes(id.toString()).toList();
  }

  private void checkGateway(Map<UUID, Row> rows) {
    Set<Verification> different =
        asked.stream()
            .map(Asked::overHttp)
            .filter(one -> one != null && rows.containsKey(UUID.fromString(one.id())))
            .limit(ASKED_AT_THE_GATEWAY)
            .collect(Collectors.toSet());
    waitAtMost(
        UNTIL_PUBLISHED,
        () -> {
          different.removeIf(one -> shows(one.state(), rows.get(UUID.fromString(one.id()))));
          return different.isEmpty();
        });
    for (Verification one : different) {
      UUID id = UUID.fromString(one.id());
      problem(id, "the gateway answers " + one.looks().text() + " and not " + rows.get(id));
    }
  }

  private void checkContract() {
    JsonNode violations = cluster.simulator().violations();
    if (!violations.isEmpty()) {
      problems.add("the provider was asked what its contract does not allow: " + violations);
    }
  }

  private static boolean shows(JsonNode state, Row row) {
    return state.path("status").asString().equals(row.status())
        && state.path("revision").asInt() == row.revision()
        && state.path("reason").asString("").equals(row.reason() == null ? "" : row.reason());
  }

  private List<Delivered> delivered(Asked one) {
    List<Delivered> all = cluster.inbox().at(one.phone().msisdn());
    return all.subList(one.messagesBefore(), all.size());
  }

  private int messages() {
    return byNumber().stream().mapToInt(ofOneNumber -> delivered(oldest(ofOneNumber)).size()).sum();
  }

  private Collection<List<Asked>> byNumber() {
    return asked.stream().collect(Collectors.groupingBy(one -> one.phone().msisdn())).values();
  }

  private static Asked oldest(List<Asked> ofOneNumber) {
    return ofOneNumber.stream().min(Comparator.comparing(Asked::messagesBefore)).orElseThrow();
  }

  private static Duration slowestEnd(Collection<Row> rows) {
    return rows.stream()
        .map(row -> Duration.between(row.lifeIsOver(), row.changedAt()))
        .filter(late -> !late.isNegative())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private void problem(UUID id, String text) {
    problems.add(id + " " + text);
    suspects.add(id);
  }

  private void failIfThereAreProblems() {
    if (!problems.isEmpty()) {
      String cases =
          suspects.stream()
              .limit(SHOWN)
              .map(id -> id + ":\n    " + cluster.ledger().caseFile(id) + "\n    " + outcomes(id))
              .collect(Collectors.joining("\n  ", "\n  ", ""));
      fail(
          "%s: %d problems:\n  %s%s",
          name,
          problems.size(),
          problems.stream().limit(10 * SHOWN).collect(Collectors.joining("\n  ")),
          cases);
    }
  }
}
