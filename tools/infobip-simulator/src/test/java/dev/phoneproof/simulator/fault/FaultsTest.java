package dev.phoneproof.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.phoneproof.simulator.contract.CallKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String NUMBER = "385911234567";

  private final Faults faults = new Faults(new Random(1), Clock.systemUTC());

  @Test
  void leavesCallsAloneWhenNothingIsOrdered() {
    assertThat(faults.plan(CallKind.SEND, NUMBER).struck()).isNull();
  }

  @Test
  void strikesWithTheFirstOfSeveral() {
    faults.add(Fault.on(CallKind.SEND, Effect.status(500)).times(1));
    faults.add(Fault.on(CallKind.SEND, Effect.empty()));

    assertThat(faults.plan(CallKind.SEND, NUMBER).effect()).isEqualTo(Effect.status(500));
    assertThat(faults.plan(CallKind.SEND, NUMBER).effect()).isEqualTo(Effect.empty());
    assertThat(faults.plan(CallKind.VERIFY, NUMBER).effect()).isNull();
  }

  @Test
  void addsLatenciesUpBesideAnotherFault() {
    faults.add(Fault.onAll(Effect.latency(Duration.ofMillis(20))));
    faults.add(
        Fault.on(CallKind.SEND, Effect.latency(Duration.ofMillis(10), Duration.ofMillis(30))));
    faults.add(Fault.on(CallKind.SEND, Effect.empty()));

    for (int i = 0; i < 100; i++) {
      Faults.Plan plan = faults.plan(CallKind.SEND, NUMBER);
      assertThat(plan.delay()).isBetween(Duration.ofMillis(30), Duration.ofMillis(50));
      assertThat(plan.effect()).isEqualTo(Effect.empty());
    }
  }

  @Test
  void strikesExactlyAsOftenAsOrderedWhenManyCallAtOnce() {
    faults.add(Fault.on(CallKind.SEND, Effect.status(503)).times(50));
    AtomicInteger struck = new AtomicInteger();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        tasks.submit(() -> {
          if (faults.plan(CallKind.SEND, NUMBER).struck() != null) {
            struck.incrementAndGet();
          }
        });
      }
    }

    assertThat(struck).hasValue(50);
  }

  @Test
  void strikesByChance() {
    faults.add(Fault.on(CallKind.SEND, Effect.status(503)).withProbability(0.25));
    int struck = 0;
    for (int i = 0; i < 4_000; i++) {
      struck += faults.plan(CallKind.SEND, NUMBER).struck() != null ? 1 : 0;
    }

    assertThat(struck).isBetween(850, 1_150);
  }

  @Test
  void looksAtTheNumber() {
    faults.add(Fault.on(CallKind.SEND, Effect.empty()).forNumber(NUMBER));
    faults.add(Fault.on(CallKind.SEND, Effect.malformed()).forNumber("4179*"));

    assertThat(faults.plan(CallKind.SEND, NUMBER).effect()).isEqualTo(Effect.empty());
    assertThat(faults.plan(CallKind.SEND, "41793026727").effect()).isEqualTo(Effect.malformed());
    assertThat(faults.plan(CallKind.SEND, "41803026727").effect()).isNull();
  }

  @Test
  void holdsABoundedNumber() {
    for (int i = 0; i < 200; i++) {
      faults.add(Fault.onAll(Effect.empty()));
    }

    assertThatIllegalArgumentException().isThrownBy(() -> faults.add(Fault.onAll(Effect.empty())));
  }
}
