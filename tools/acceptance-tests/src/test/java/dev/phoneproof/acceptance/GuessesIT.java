package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithRunningSystem.class)
class GuessesIT {

  private final RunningSystem system;

  GuessesIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void theFifthWrongPinLocks() {
    Person person = system.person();
    Phone phone = person.phone();
    Verification verification = person.asks();

    for (int left = 4; left >= 1; left--) {
      verification.failsWith(phone.wrongPin(left), "wrong_pin", left);
    }
    verification.failsWith(phone.wrongPin(), "too_many_attempts", 0);

    assertThat(verification.awaitStatus("LOCKED").path("reason").asString())
        .isEqualTo("too_many_attempts");
    Answer tooLate = verification.types(phone.pin()).expectProblem(410, "verification_ended");
    assertThat(tooLate.text()).contains("LOCKED");
    assertThat(system.simulator().verifyCalls(pinId(phone))).isLessThanOrEqualTo(5);
  }

  @Test
  void sixtyGuessesAtTheSameTimeDoNotExceedTheFive() throws Exception {
    Person person = system.person();
    Phone phone = person.phone();
    Verification verification = person.asks();
    verification.awaitStatus("SENT");
    List<String> wrongPins = IntStream.range(0, 60).mapToObj(phone::wrongPin).toList();

    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          wrongPins.stream()
              .map(pin -> many.submit(() -> typesUntilHeard(verification, pin)))
              .toList();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isIn(200, 202, 410);
      }
    }

    verification.awaitStatus("LOCKED");
    assertThat(system.simulator().verifyCalls(pinId(phone))).isLessThanOrEqualTo(5);
  }

  /** Again and again, for one guess is on its way at a time. */
  private static Answer typesUntilHeard(Verification verification, String pin) {
    return await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(60))
        .until(() -> verification.types(pin), answer -> answer.status() != 429);
  }

  private static String pinId(Phone phone) {
    return phone.awaitMessages(1).getFirst().pinId();
  }
}
