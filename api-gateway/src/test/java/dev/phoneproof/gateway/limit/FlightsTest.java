package dev.phoneproof.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.limit.Flights.Flight;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlightsTest {

  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final Flights flights = new Flights();

  @Test
  void takeOneSubmissionOfAVerificationAtATime() {
    Flight first = flights.begin(ONE, new UUID(1, 1));
    assertThatThrownBy(() -> flights.begin(ONE, new UUID(1, 2)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.problem().code()).isEqualTo(ProblemCode.RATE_LIMITED);
              assertThat(refusal.problem().retryAfter()).isEqualTo(Duration.ofSeconds(1));
            });
    flights.begin(OTHER, new UUID(1, 3)).close();
    first.close();
    flights.begin(ONE, new UUID(1, 2)).close();
    assertThat(flights.size()).isZero();
  }

  @Test
  void letARepeatJoin() {
    Flight first = flights.begin(ONE, new UUID(1, 1));
    Flight repeat = flights.begin(ONE, new UUID(1, 1));
    first.close();
    assertThatThrownBy(() -> flights.begin(ONE, new UUID(1, 2)))
        .isInstanceOf(ProblemException.class);
    repeat.close();
    assertThat(flights.size()).isZero();
  }

  @Test
  void letASubmissionJoinFourTimesAtMost() {
    List<Flight> all =
        IntStream.range(0, 4).mapToObj(i -> flights.begin(ONE, new UUID(1, 1))).toList();
    assertThatThrownBy(() -> flights.begin(ONE, new UUID(1, 1)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo(ProblemCode.RATE_LIMITED));
    all.getFirst().close();
    flights.begin(ONE, new UUID(1, 1)).close();
    all.stream().skip(1).forEach(Flight::close);
    assertThat(flights.size()).isZero();
  }

  @Test
  void letOneOfSixtyThrough() throws Exception {
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Flight>> all =
          IntStream.range(0, 60)
              .mapToObj(i -> many.submit(() -> flights.begin(ONE, new UUID(1, i))))
              .toList();
      long through = all.stream().filter(FlightsTest::got).count();
      assertThat(through).isEqualTo(1);
    }
  }

  private static boolean got(Future<Flight> flight) {
    while (!flight.isDone()) {
      Thread.onSpinWait();
    }
    return flight.state() == Future.State.SUCCESS;
  }
}
