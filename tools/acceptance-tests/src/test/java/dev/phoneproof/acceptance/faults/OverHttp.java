package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Answer;
import dev.phoneproof.acceptance.Person;
import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.Verification;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client of the gateway as the documentation wants it: what was answered 503, or not at all, is
 * repeated under the same idempotency key after the time that the answer names.
 */
final class OverHttp implements Way {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Function<Phone, Person> persons;

  OverHttp(Function<Phone, Person> persons) {
    this.persons = persons;
  }

  @Override
  public Asked asks(Phone phone) {
    Person person = persons.apply(phone);
    String key = UUID.randomUUID().toString();
    Answer answer =
        untilDecided(() -> person.post(person.request(), "Idempotency-Key", key), Set.of(202));
    return Asked.overHttp(person.accepted(answer), phone);
  }

  @Override
  public Told types(Asked asked, String pin) {
    Verification verification = Objects.requireNonNull(asked.overHttp());
    String key = UUID.randomUUID().toString();
    asked.types(pin);
    Answer answer =
        untilDecided(() -> verification.types(pin, "Idempotency-Key", key), Set.of(200, 409, 410));
    return switch (answer.status()) {
      case 409 -> judged(asked, Told.TRY_AGAIN);
      case 410 -> over(asked);
      default -> judged(asked, told(asked, answer));
    };
  }

  private static Told judged(Asked asked, Told told) {
    asked.submissionIsAccepted();
    return told;
  }

  private static Told told(Asked asked, Answer answer) {
    if (answer.json().path("verified").asBoolean()) {
      asked.isToldVerified();
      return Told.VERIFIED;
    }
    return switch (answer.member("reason")) {
      case "wrong_pin" -> Told.WRONG;
      case "verify_outcome_unknown", "provider_unavailable" -> Told.TRY_AGAIN;
      case "too_many_attempts", "pin_expired" -> over(asked);
      default -> throw new AssertionError("unexpected verdict: " + answer.text());
    };
  }

  private static Told over(Asked asked) {
    asked.isToldOver();
    return Told.OVER;
  }

  @Override
  public void asksAgain(Asked asked) {
    Verification verification = Objects.requireNonNull(asked.overHttp());
    asked.resendIsAskedFor();
    // One try: a repeat could ask for a second message. 429 and 410 are honest answers too.
    try {
      verification.asksAgain();
    } catch (UncheckedIOException e) {
      // It may have been accepted all the same, and is counted so.
    }
  }

  private static Answer untilDecided(Supplier<Answer> call, Set<Integer> decided) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String last = "nothing";
    while (System.nanoTime() < end) {
      Duration pause = PAUSE;
      try {
        Answer answer = call.get();
        if (decided.contains(answer.status())) {
          return answer;
        }
        if (!Set.of(202, 429, 503).contains(answer.status())) {
          throw new AssertionError("unexpected answer " + answer.status() + ": " + answer.text());
        }
        last = answer.text();
        pause = retryAfter(answer);
      } catch (UncheckedIOException e) {
        last = e.toString();
      }
      Pause.of(pause);
    }
    throw new AssertionError("no decision within " + PATIENCE.toSeconds() + " s, last: " + last);
  }

  private static Duration retryAfter(Answer answer) {
    String seconds = answer.header("Retry-After");
    return seconds.isEmpty() ? PAUSE : Duration.ofSeconds(Long.parseLong(seconds));
  }
}
