package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(WithRunningSystem.class)
class HappyPathIT {

  private final RunningSystem system;

  HappyPathIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void aPersonProvesTheirNumber() {
    Person person = system.person();

    Verification verification = person.asks();
    verification.awaitStatus("SENT");
    verification.provesWith(person.phone().pin());

    person.phone().staysAtMessages(1);
  }

  @Test
  void theAnswersSayWhereAVerificationStands() {
    Person person = system.person();

    Verification verification = person.asks();
    JsonNode accepted = verification.accepted().json();
    assertThat(verification.accepted().header("Location"))
        .endsWith("/v1/verifications/" + verification.id());
    assertThat(accepted.path("status").asString()).isIn("REQUESTED", "SENDING", "SENT");
    assertThat(accepted.path("maskedPhoneNumber").asString())
        .startsWith("+385")
        .doesNotContain(person.phone().nationalNumber().substring(1));

    JsonNode sent = verification.awaitStatus("SENT");
    assertThat(sent.path("id").asString()).isEqualTo(verification.id());
    assertThat(sent.path("channel").asString()).isEqualTo("sms");
    assertThat(sent.path("purpose").asString()).isEqualTo("login");
    assertThat(sent.path("delivery").asString()).isEqualTo("pending");
    assertThat(sent.path("attemptsRemaining").asInt()).isEqualTo(5);
    assertThat(sent.path("revision").asInt()).isPositive();
    assertThat(Instant.parse(sent.path("expiresAt").asString())).isAfter(Instant.now());
    assertThat(Instant.parse(sent.path("resendAt").asString())).isNotNull();
  }

  @Test
  void anAnswerToALookCanWaitForTheNextChange() {
    Person person = system.person();
    Verification verification = person.asks();

    Answer waited = verification.looks("Prefer", "wait=25").expect(200);
    assertThat(waited.member("status")).isEqualTo("SENT");

    verification.looks("Prefer", "wait=1", "If-None-Match", waited.header("ETag")).expect(304);
  }

  @Test
  void aWrongPinCostsAGuessAndTheRightOneStillProves() {
    Person person = system.person();
    Verification verification = person.asks();

    verification.failsWith(person.phone().wrongPin(), "wrong_pin", 4);
    assertThat(verification.state().path("attemptsRemaining").asInt()).isEqualTo(4);

    verification.provesWith(person.phone().pin());
  }

  @Test
  void theNationalFormIsEnoughWithACountry() {
    Person person = system.person();

    person
        .post(
            person
                .request()
                .put("phoneNumber", person.phone().nationalNumber())
                .put("country", "HR"))
        .expect(202);

    assertThat(person.phone().pin()).isNotBlank();
  }

  @Test
  void aCallBringsThePinToo() {
    Person person = system.person();

    Verification verification =
        person.asksWithKey("over-voice", person.request().put("channel", "voice"));
    assertThat(verification.awaitStatus("SENT").path("channel").asString()).isEqualTo("voice");

    assertThat(person.phone().awaitMessages(1).getFirst().channel()).isEqualTo("voice");
    verification.provesWith(person.phone().pin());
  }

  @Test
  void whatIsOverIsGone() {
    Person person = system.person();
    Verification verification = person.asks();
    String pin = person.phone().pin();
    verification.provesWith(pin);

    Answer again = verification.types(pin).expectProblem(410, "verification_ended");

    assertThat(again.text()).contains("VERIFIED");
    verification.asksAgain().expectProblem(410, "verification_ended");
  }
}
