package dev.phoneproof.worker.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class GroupCommitTest {

  private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
  private final List<Integer> finished = new CopyOnWriteArrayList<>();

  @Test
  void writesTogetherWhatHasGatheredMeanwhile() throws Exception {
    CountDownLatch gathered = new CountDownLatch(1);
    try (GroupCommit<Integer> commit =
        new GroupCommit<>("test", 3, group -> awaitThenKeep(gathered, group), finished::add)) {
      commit.add(1);
      await().until(() -> commit.waiting() == 0);
      for (int item = 2; item <= 6; item++) {
        commit.add(item);
      }
      gathered.countDown();
    }
    assertThat(groups).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6));
    assertThat(finished).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void keepsTryingWhileTheDatabaseIsAway() {
    AtomicInteger tries = new AtomicInteger();
    try (GroupCommit<Integer> commit =
        new GroupCommit<>(
            "test",
            10,
            group -> {
              if (tries.incrementAndGet() < 4) {
                throw new DataAccessResourceFailureException("away");
              }
              groups.add(group);
            },
            finished::add)) {
      commit.add(1);
      await().untilAsserted(() -> assertThat(finished).containsExactly(1));
    }
    assertThat(tries).hasValue(4);
    assertThat(groups).containsExactly(List.of(1));
  }

  static Stream<RuntimeException> failuresOfOneItem() {
    return Stream.of(
        new DataIntegrityViolationException("refused"), new IllegalStateException("a bug"));
  }

  @ParameterizedTest
  @MethodSource("failuresOfOneItem")
  void givesUpOnlyTheItemThatFails(RuntimeException failure) {
    try (GroupCommit<Integer> commit =
        new GroupCommit<>(
            "test",
            10,
            group -> {
              if (group.contains(2)) {
                throw failure;
              }
              groups.add(group);
            },
            finished::add)) {
      List.of(1, 2, 3).forEach(commit::add);
      await().untilAsserted(() -> assertThat(finished).hasSize(3));
    }
    assertThat(groups.stream().flatMap(List::stream)).containsExactly(1, 3);
  }

  /** Whoever brought it waits to hear that it is over, and nothing of it may be held for ever. */
  @Test
  void letsGoOfAGroupThatAnErrorEnded() {
    try (GroupCommit<Integer> commit =
        new GroupCommit<>(
            "test",
            10,
            group -> {
              if (group.contains(1)) {
                throw new StackOverflowError();
              }
              groups.add(group);
            },
            finished::add)) {
      commit.add(1);
      await().untilAsserted(() -> assertThat(finished).containsExactly(1));
      await().until(() -> commit.held().isEmpty());
      commit.add(2);
      await().untilAsserted(() -> assertThat(finished).containsExactly(1, 2));
    }
    assertThat(groups).containsExactly(List.of(2));
  }

  private void awaitThenKeep(CountDownLatch latch, List<Integer> group) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    groups.add(group);
  }
}
