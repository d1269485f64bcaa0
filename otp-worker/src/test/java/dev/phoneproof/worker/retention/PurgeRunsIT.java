package dev.phoneproof.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.worker.retention.PurgeRun.Outcome;
import dev.phoneproof.worker.retention.PurgeRun.Trigger;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How runs go on, stop and keep out of each other's way. */
class PurgeRunsIT extends WithLedger {

  private static final Duration LONG_AGO = Duration.ofHours(30);
  private static final int ROWS = 60;

  @Test
  void goesOnWhereAFailedRunEnded() {
    seed();
    List<Retained> failing = new ArrayList<>(kinds(POLICY));
    failing.addFirst(new FailingAfter(2, failing.removeFirst()));
    Purges first = purges(POLICY, failing);

    PurgeRun failed = ended(first, first.order(false).orElseThrow());
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.records().get("verification").rows()).isEqualTo(20);
    assertThat(count("verification")).isEqualTo(ROWS - 20);

    awaitUnlocked();
    PurgeRun next = purge();
    assertThat(next.records().get("verification").rows()).isEqualTo(ROWS - 20);
    assertThat(count("verification")).isZero();
    assertThat(count("send")).isZero();
  }

  @Test
  void takesOverFromAWorkerThatWasKilled() {
    seed();
    UUID lost = UUID.randomUUID();
    jdbc.sql(
            "insert into purge_run (id, trigger, dry_run, started_at)"
                + " values (?, 'SCHEDULE', false, now())")
        .param(lost)
        .update();
    jdbc.sql(
            "insert into shedlock values ('purge', now() at time zone 'UTC' - interval '1 second',"
                + " now() at time zone 'UTC', 'gone')")
        .update();

    Purges purges = purges(POLICY);
    purges.startIfDue();

    await().atMost(Duration.ofSeconds(30)).until(() -> count("verification") == 0);
    assertThat(run(purges, lost).outcome()).isEqualTo(Outcome.ABANDONED);
  }

  @Test
  void runsOneAtATimeWhoeverAsks() throws Exception {
    seed();
    List<Optional<UUID>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<UUID>>> calls = new ArrayList<>();
      CountDownLatch go = new CountDownLatch(1);
      for (int worker = 0; worker < 8; worker++) {
        Purges own = purges(policy(100, 10));
        calls.add(
            callers.submit(() -> {
              go.await();
              return own.order(false);
            }));
      }
      go.countDown();
      for (Future<Optional<UUID>> call : calls) {
        answers.add(call.get());
      }
    }

    assertThat(answers.stream().filter(Optional::isPresent)).hasSize(1);
    assertThat(count("purge_run")).isEqualTo(1);
    Purges any = purges(POLICY);
    UUID id = answers.stream().flatMap(Optional::stream).findFirst().orElseThrow();
    assertThat(ended(any, id).records().get("verification").rows()).isEqualTo(ROWS);
  }

  @Test
  void startsTheScheduledRunOnceForAllWorkers() {
    Purges one = purges(POLICY);
    Purges other = purges(POLICY);
    one.startIfDue();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> one.newest(1).getFirst().outcome() == Outcome.DONE);
    awaitUnlocked();

    other.startIfDue();
    one.startIfDue();

    assertThat(one.newest(10)).hasSize(1);
    assertThat(one.newest(1).getFirst().trigger()).isEqualTo(Trigger.SCHEDULE);
    jdbc.sql("update purge_run set started_at = now() - interval '10 minutes'").update();
    other.startIfDue();
    assertThat(one.newest(10)).hasSize(2);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> one.newest(1).getFirst().outcome() == Outcome.DONE);
  }

  @Test
  void stopsAfterTheBatchThatItIsIn() {
    seed();
    Purges slow = purges(policy(100, 10));
    slow.start();
    UUID id = slow.order(false).orElseThrow();
    await().atMost(Duration.ofSeconds(30)).until(() -> count("verification") < ROWS);

    slow.stop();

    PurgeRun run = run(slow, id);
    assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(count("verification")).isPositive();
    assertThat(run.records().get("verification").rows()).isEqualTo(ROWS - count("verification"));
    assertThat(purge().records().get("verification").rows())
        .isEqualTo(ROWS - run.records().get("verification").rows());
  }

  @Test
  void leavesARowAloneThatSomebodyHasLocked() {
    seed();
    UUID locked = verifications().getFirst();
    whileOthers(
        "select from verification where id = '" + locked + "' for update",
        () -> {
          purge();
          assertThat(verifications()).containsExactly(locked);
        });
    awaitUnlocked();
    purge();
    assertThat(verifications()).isEmpty();
  }

  private void seed() {
    for (int i = 0; i < ROWS; i++) {
      verification("VERIFIED", LONG_AGO, LONG_AGO);
    }
  }

  private void awaitUnlocked() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            jdbc.sql(
                    "select not exists (select from shedlock"
                        + " where lock_until > now() at time zone 'UTC')")
                .query(Boolean.class)
                .single());
  }

  /** Breaks down in the transaction of the batch after so many. */
  private record FailingAfter(int batches, Retained kind) implements Retained {

    @Override
    public Batches over(OffsetDateTime now, boolean dryRun) {
      Batches real = kind.over(now, dryRun);
      return new Batches() {
        private int done;

        @Override
        public OffsetDateTime upTo() {
          return real.upTo();
        }

        @Override
        public Tally next() {
          Tally tally = real.next();
          if (done++ == batches) {
            throw new IllegalStateException("the worker breaks down");
          }
          return tally;
        }
      };
    }
  }
}
