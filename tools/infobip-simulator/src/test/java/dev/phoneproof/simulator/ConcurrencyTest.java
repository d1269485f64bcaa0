package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.Caller.Reply;
import dev.phoneproof.simulator.twofactor.Limits;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once get no more than one after the other would. */
class ConcurrencyTest {

  @Test
  void sendsNoMoreThanTheLimitAllows() throws Exception {
    SimulatorOptions options =
        SimulatorOptions.forTests()
            .withLimits(Limits.generous().withSendPinPerPhoneNumberLimit("3/1d"));
    try (Simulator infobip = Simulator.start(options)) {
      Caller caller = new Caller(infobip.baseUrl());

      List<Reply> replies = atOnce(60, () -> caller.sendPin(NUMBER));

      assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(3);
      assertThat(infobip.messages(NUMBER)).hasSize(3);
      assertThat(infobip.traffic(NUMBER).sendCalls()).isEqualTo(60);
      assertThat(infobip.traffic(NUMBER).sends()).isEqualTo(3);
    }
  }

  @Test
  void comparesNoMoreGuessesThanTheAttemptsAllow() throws Exception {
    try (Simulator infobip =
        Simulator.start(SimulatorOptions.forTests().withLimits(Limits.generous()))) {
      Caller caller = new Caller(infobip.baseUrl());
      String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();

      List<Reply> replies = atOnce(60, () -> caller.verify(pinId, "wrong"));

      assertThat(replies)
          .filteredOn(reply -> reply.json().path("pinError").asString().equals("WRONG_PIN"))
          .hasSize(10);
      assertThat(infobip.guesses(pinId).guesses()).isEqualTo(60);
    }
  }

  private static List<Reply> atOnce(int times, Callable<Reply> call) throws Exception {
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      return tasks.invokeAll(IntStream.range(0, times).mapToObj(_ -> call).toList()).stream()
          .map(ConcurrencyTest::result)
          .toList();
    }
  }

  private static Reply result(Future<Reply> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
