package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithRunningSystem.class)
class IdempotencyIT {

  private final RunningSystem system;

  IdempotencyIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void aRepeatIsTheSameVerification() {
    Person person = system.person();
    String key = UUID.randomUUID().toString();

    Verification first = person.asksWithKey(key);
    Verification repeat = person.asksWithKey(key);
    Verification otherwiseWritten =
        person.asksWithKey(
            key,
            person
                .request()
                .put("phoneNumber", person.phone().nationalNumber())
                .put("country", "HR"));

    assertThat(repeat.id()).isEqualTo(first.id());
    assertThat(otherwiseWritten.id()).isEqualTo(first.id());
    repeat.awaitStatus("SENT");
    person.phone().staysAtMessages(1);
    assertThat(system.simulator().sendCalls(person.phone())).isEqualTo(1);
    repeat.provesWith(person.phone().pin());
  }

  @Test
  void aRepeatAfterTheSendChangesNothing() {
    Person person = system.person();
    String key = UUID.randomUUID().toString();
    Verification first = person.asksWithKey(key);
    first.awaitStatus("SENT");

    Verification repeat = person.asksWithKey(key);

    assertThat(repeat.id()).isEqualTo(first.id());
    person.phone().staysAtMessages(1);
    assertThat(repeat.state().path("status").asString()).isEqualTo("SENT");
  }

  @Test
  void anotherBodyIsAnotherVerification() {
    Person person = system.person();
    Person other = system.person();
    String key = UUID.randomUUID().toString();

    Verification first = person.asksWithKey(key);
    Verification otherPurpose = person.asksWithKey(key, person.request().put("purpose", "payment"));
    Verification otherNumber = other.asksWithKey(key);
    Verification otherClient = other.at(ApiClient.BANK).asksWithKey(key);

    assertThat(first.id())
        .isNotEqualTo(otherPurpose.id())
        .isNotEqualTo(otherNumber.id())
        .isNotEqualTo(otherClient.id());
    assertThat(otherNumber.id()).isNotEqualTo(otherClient.id());
    otherNumber.awaitStatus("SENT");
  }

  @Test
  void aRepeatedSubmissionGetsItsOwnVerdictAndCostsOneGuess() {
    Person person = system.person();
    Verification verification = person.asks();
    String pin = person.phone().pin();
    String wrong = person.phone().wrongPin();
    String pinId = person.phone().awaitMessages(1).getFirst().pinId();

    for (int i = 0; i < 2; i++) {
      Answer verdict = verification.types(wrong, "Idempotency-Key", "try-1").expect(200);
      assertThat(verdict.member("reason")).isEqualTo("wrong_pin");
    }
    assertThat(verification.state().path("attemptsRemaining").asInt()).isEqualTo(4);
    for (int i = 0; i < 2; i++) {
      Answer verdict = verification.types(pin, "Idempotency-Key", "try-2").expect(200);
      assertThat(verdict.json().path("verified").asBoolean()).as(verdict.text()).isTrue();
    }

    assertThat(system.simulator().verifyCalls(pinId)).isEqualTo(2);
  }
}
