package dev.phoneproof.worker.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TasksTest {

  private final Tasks tasks = new Tasks();
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicBoolean done = new AtomicBoolean();

  @Test
  void aStopWaitsForTasksAndForThoseThatTheyStart() throws InterruptedException {
    tasks.execute(() -> {
      awaitGo();
      tasks.execute(() -> done.set(true));
    });
    Thread stop = Thread.ofVirtual().start(tasks::stop);
    await().until(tasks::isStopping);
    assertThat(done).isFalse();

    go.countDown();
    stop.join();

    assertThat(done).isTrue();
  }

  @Test
  void nothingIsStartedAfterAStop() {
    tasks.stop();

    tasks.execute(() -> done.set(true));

    assertThat(done).isFalse();
  }

  private void awaitGo() {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
