package dev.phoneproof.worker.limit;

import static dev.phoneproof.worker.limit.Asking.RULES;
import static dev.phoneproof.worker.limit.Asking.from;
import static dev.phoneproof.worker.limit.Asking.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Origin;
import dev.phoneproof.worker.limit.Allotment.Standing;
import dev.phoneproof.worker.limit.Counter.Scope;
import dev.phoneproof.worker.limit.Counter.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllotmentTest {

  private static final Instant HOUR_ENDS = Instant.parse("2026-11-23T16:00:00Z");
  private static final Instant DAY_ENDS = Instant.parse("2026-11-24T00:00:00Z");

  private final Map<Scope, Integer> used = new HashMap<>();

  @Test
  void refusesTheFirstThatIsOneTooManyInABatch() {
    List<Wish> wishes = wishes(10, session("stranger"));
    Allotment allotment = allotment(wishes);

    List<Optional<Refusal>> refusals = wishes.stream().map(allotment::decide).toList();

    assertThat(refusals.subList(0, 5)).allMatch(Optional::isEmpty);
    assertThat(refusals.subList(5, 10))
        .allSatisfy(refusal ->
            assertThat(refusal.orElseThrow().limit()).isEqualTo("number_and_session_per_hour"));
    assertThat(refusals.get(5).orElseThrow().id()).isEqualTo(wishes.get(5).id());
  }

  @Test
  void letsTheOwnerPassAStrangerInTheSameBatch() {
    List<Wish> wishes = new ArrayList<>(wishes(100, session("stranger")));
    wishes.addAll(wishes(1, session("owner")));
    Allotment allotment = allotment(wishes);

    wishes.subList(0, 100).forEach(allotment::decide);

    assertThat(allotment.decide(wishes.getLast())).isEmpty();
    wishes.getLast().limits().stream()
        .filter(limit -> limit.counter().scope() == Scope.NUMBER)
        .forEach(limit -> assertThat(allotment.granted(limit.counter())).isEqualTo(6));
  }

  @Test
  void letsOnlyAKnownDevicePassWhenStrangersHaveUsedUpTheNumber() {
    used.put(Scope.NUMBER, 120);
    used.put(Scope.NUMBER_AND_NETWORK, 20);
    List<Wish> wishes = new ArrayList<>(wishes(1, session("anybody")));
    wishes.addAll(wishes(1, new Origin("net", "session", "device", true)));
    Allotment allotment = allotment(wishes);

    assertThat(allotment.decide(wishes.getFirst()))
        .hasValueSatisfying(refusal -> {
          assertThat(refusal.limit()).isEqualTo("number_per_day");
          assertThat(refusal.retryAt()).isEqualTo(DAY_ENDS);
        });
    assertThat(allotment.decide(wishes.getLast())).isEmpty();
  }

  @Test
  void letsTheOwnerPassAStrangerInTheSameNetwork() {
    List<Wish> wishes = new ArrayList<>(wishes(8, new Origin("shared", "stranger", null, null)));
    wishes.addAll(wishes(1, new Origin("shared", "owner", null, null)));
    Allotment allotment = allotment(wishes);

    wishes.subList(0, 8).forEach(allotment::decide);

    assertThat(allotment.decide(wishes.getLast())).isEmpty();
  }

  @Test
  void leavesTheOwnerEnoughWhenAStrangerUsesUpAWholeDayOfANetwork() {
    Map<Counter, Integer> day = new HashMap<>();
    for (int hour = 0; hour < 24; hour++) {
      day.keySet().removeIf(counter -> counter.per() == Window.HOUR);
      for (int i = 0; i < 30; i++) {
        askWithTwoResends(new Origin("strangers", "session" + hour + "-" + i, null, null), day);
      }
    }
    assertThat(day).containsEntry(new Counter(Scope.NUMBER, Asking.NUMBER, "", Window.DAY), 20 * 3);

    for (int i = 0; i < 5; i++) {
      assertThat(askWithTwoResends(new Origin("home", "owner", null, null), day)).isTrue();
    }
  }

  /** Whether all three were granted, and counted. */
  private static boolean askWithTwoResends(Origin origin, Map<Counter, Integer> day) {
    return grants(RULES.ofRequest(from(origin)), day)
        && grants(RULES.ofResend(from(origin)), day)
        && grants(RULES.ofResend(from(origin)), day);
  }

  private static boolean grants(Wish wish, Map<Counter, Integer> day) {
    Map<Counter, Standing> before = new HashMap<>();
    wish.limits()
        .forEach(limit ->
            before.put(
                limit.counter(), new Standing(day.getOrDefault(limit.counter(), 0), DAY_ENDS)));
    Allotment allotment = new Allotment(before);
    boolean granted = allotment.decide(wish).isEmpty();
    before
        .keySet()
        .forEach(counter -> day.merge(counter, allotment.granted(counter), Integer::sum));
    return granted;
  }

  @Test
  void takesNothingForWhatIsRefused() {
    used.put(Scope.CLIENT, 500_000);
    List<Wish> wishes = wishes(3, session("one"));
    Allotment allotment = allotment(wishes);

    assertThat(wishes).allMatch(wish -> allotment.decide(wish).isPresent());
    wishes
        .getFirst()
        .limits()
        .forEach(limit -> assertThat(allotment.granted(limit.counter())).isZero());
  }

  @Test
  void saysWhenTheLastOfTheReachedLimitsIsOver() {
    used.put(Scope.NUMBER_AND_SESSION, 5);
    List<Wish> wishes = wishes(1, session("one"));
    assertThat(allotment(wishes).decide(wishes.getFirst()).orElseThrow().retryAt())
        .isEqualTo(HOUR_ENDS);
    used.put(Scope.ALL, 100_000);
    assertThat(allotment(wishes).decide(wishes.getFirst()).orElseThrow())
        .satisfies(refusal -> {
          assertThat(refusal.limit()).isEqualTo("number_and_session_per_hour");
          assertThat(refusal.retryAt()).isEqualTo(DAY_ENDS);
        });
  }

  private static List<Wish> wishes(int count, Origin origin) {
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      wishes.add(RULES.ofRequest(from(origin)));
    }
    return wishes;
  }

  private Allotment allotment(List<Wish> wishes) {
    Map<Counter, Standing> before = new HashMap<>();
    wishes.stream()
        .flatMap(wish -> wish.limits().stream())
        .forEach(limit -> {
          Counter counter = limit.counter();
          before.put(
              counter,
              new Standing(
                  used.getOrDefault(counter.scope(), 0),
                  counter.per() == Window.HOUR ? HOUR_ENDS : DAY_ENDS));
        });
    return new Allotment(before);
  }
}
