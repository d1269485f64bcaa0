package dev.phoneproof.worker.outcome;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.worker.ledger.GroupCommit;
import dev.phoneproof.worker.ledger.Transactions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Notes, many at a time, which revisions and verdicts Kafka has. Losing a note only repeats. */
@Component
class PublishedMarks implements DisposableBean {

  private static final int MOST_IN_ONE_COMMIT = 512;

  private static final String REVISION =
      """
      update verification set published_revision = greatest(published_revision, ?)
      where id = ? and published_revision < ?
      """;

  private static final String VERDICT =
      "update submission set published = true where id = ? and not published";

  private final JdbcTemplate jdbc;
  private final Transactions transactions;
  private final GroupCommit<VerificationChanged> marks;

  PublishedMarks(JdbcTemplate jdbc, Transactions transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.marks =
        new GroupCommit<>("published-marks", MOST_IN_ONE_COMMIT, this::write, written -> {});
  }

  void published(VerificationChanged change) {
    marks.add(change);
  }

  private void write(List<VerificationChanged> group) {
    List<Object[]> revisions =
        group.stream()
            .filter(change -> change.state().times().sendBy() != null)
            .sorted(Comparator.comparing(PublishedMarks::sortedLikePostgres))
            .map(change ->
                new Object[] {
                  change.state().revision(), change.verificationId(), change.state().revision()
                })
            .toList();
    List<Object[]> verdicts =
        group.stream()
            .map(VerificationChanged::answer)
            .filter(Objects::nonNull)
            .map(Answer::submissionId)
            .sorted(Comparator.comparing(UUID::toString))
            .map(id -> new Object[] {id})
            .toList();
    transactions.in(
        () -> List.of(jdbc.batchUpdate(REVISION, revisions), jdbc.batchUpdate(VERDICT, verdicts)));
  }

  /** Rows are locked in the order in which the ledger locks them: UUID's own order is signed. */
  private static String sortedLikePostgres(VerificationChanged change) {
    return change.verificationId().toString();
  }

  @Override
  public void destroy() {
    marks.close();
  }
}
