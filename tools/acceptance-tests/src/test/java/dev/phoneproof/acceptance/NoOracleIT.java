package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Nobody learns from an answer, or from how long it takes, whether a number or an id is known.
 *
 * <p>Times are compared by rank: how often an answer of one sort took longer than one of the other.
 * Without a difference that is one half, whatever the machine is busy with, for the sorts take
 * turns. Chance moves it by 0.03 (the standard deviation for so many samples), and the bound is
 * almost six of them; a difference of two thirds of the times' usual spread would be beyond it.
 */
@ExtendWith(WithRunningSystem.class)
class NoOracleIT {

  private static final int SAMPLES = 200;
  private static final double BOUND = 0.17;

  private final RunningSystem system;

  NoOracleIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void aKnownNumberIsAnsweredAsAnUnknownOne() {
    Person known = system.person();
    known.asks().provesWith(known.phone().pin());

    Samples samples = new Samples();
    for (int i = 0; i < SAMPLES; i++) {
      Person unknown = system.person();
      samples.take(() -> known.post(known.request()), () -> unknown.post(unknown.request()));
    }

    samples.first().forEach(answer -> assertSameForm(answer, samples.second().getFirst()));
    samples.second().forEach(answer -> assertSameForm(answer, samples.second().getFirst()));
    assertThat(samples.firstTakesLonger()).isBetween(0.5 - BOUND, 0.5 + BOUND);
  }

  @Test
  void anotherPersonsIdIsAnsweredAsOneThatDoesNotExist() {
    Verification mine = system.person().asks();
    Verification others = mine.withId(system.person().asks().id());

    Samples samples = new Samples();
    for (int i = 0; i < SAMPLES; i++) {
      Verification nobodys = mine.withId(UUID.randomUUID().toString());
      samples.take(others::looks, nobodys::looks);
    }

    String text = samples.first().getFirst().expectProblem(404, "verification_not_found").text();
    assertThat(samples.first()).extracting(Answer::status).containsOnly(404);
    assertThat(samples.first()).extracting(Answer::text).containsOnly(text);
    assertThat(samples.second()).extracting(Answer::status).containsOnly(404);
    assertThat(samples.second()).extracting(Answer::text).containsOnly(text);
    assertThat(samples.firstTakesLonger()).isBetween(0.5 - BOUND, 0.5 + BOUND);
  }

  @Test
  void nothingElseTellsAnotherPersonsIdFromOneThatDoesNotExist() {
    Verification mine = system.person().asks();
    Verification others = mine.withId(system.person().asks().id());
    Verification nobodys = mine.withId(UUID.randomUUID().toString());
    // Each waits for as long as the verification could still be heard of.
    CompletableFuture<Answer> othersToken = CompletableFuture.supplyAsync(() -> token(others));
    CompletableFuture<Answer> nobodysToken = CompletableFuture.supplyAsync(() -> token(nobodys));

    assertSameRefusal(others.cancels(), nobodys.cancels());
    assertSameRefusal(others.types("123456"), nobodys.types("123456"));
    assertSameRefusal(others.asksAgain(), nobodys.asksAgain());
    assertSameRefusal(othersToken.join(), nobodysToken.join());
  }

  private Answer token(Verification verification) {
    String path = "/v1/verifications/" + verification.id() + "/tokens";
    return system.gateway().post(path, "", "X-API-Key", ApiClient.BANK.key());
  }

  private static void assertSameRefusal(Answer answer, Answer reference) {
    answer.expectProblem(404, "verification_not_found");
    assertThat(answer.text()).isEqualTo(reference.text());
    assertThat(headers(answer)).isEqualTo(headers(reference));
  }

  private static void assertSameForm(Answer answer, Answer reference) {
    JsonNode state = answer.expect(202).json();
    JsonNode other = reference.json();
    assertThat(state.propertyNames()).isEqualTo(other.propertyNames());
    for (String member : Set.of("status", "channel", "purpose", "attemptsRemaining", "revision")) {
      assertThat(state.path(member)).as(member).isEqualTo(other.path(member));
    }
    assertThat(answer.text()).hasSameSizeAs(reference.text());
    assertThat(headers(answer)).isEqualTo(headers(reference));
  }

  /** Without the one that ends a connection of a hundred calls. */
  private static Set<String> headers(Answer answer) {
    Set<String> names = new TreeSet<>(answer.headers().map().keySet());
    names.remove("connection");
    return names;
  }

  /** Answers of two sorts with the times they took. */
  private static final class Samples {

    private final List<Answer> first = new ArrayList<>();
    private final List<Answer> second = new ArrayList<>();
    private final List<Long> firstTimes = new ArrayList<>();
    private final List<Long> secondTimes = new ArrayList<>();

    /** Takes one of each, every second time in the other order. */
    void take(Supplier<Answer> one, Supplier<Answer> other) {
      if (first.size() % 2 == 0) {
        measure(one, first, firstTimes);
        measure(other, second, secondTimes);
      } else {
        measure(other, second, secondTimes);
        measure(one, first, firstTimes);
      }
    }

    List<Answer> first() {
      return first;
    }

    List<Answer> second() {
      return second;
    }

    /** For how many pairs of one time each; one half when there is no difference. */
    double firstTakesLonger() {
      double longer = 0;
      for (long one : firstTimes) {
        for (long other : secondTimes) {
          longer += one > other ? 1 : one == other ? 0.5 : 0;
        }
      }
      return longer / firstTimes.size() / secondTimes.size();
    }

    private static void measure(Supplier<Answer> call, List<Answer> answers, List<Long> times) {
      long start = System.nanoTime();
      answers.add(call.get());
      times.add(System.nanoTime() - start);
    }
  }
}
