package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(WithRunningSystem.class)
class BadInputIT {

  private static final String MARK = "d0-n0t-ech0";

  private final RunningSystem system;

  BadInputIT(RunningSystem system) {
    this.system = system;
  }

  @ParameterizedTest
  @CsvSource({
    "abc, invalid_phone_number",
    "'', invalid_phone_number",
    "+, invalid_phone_number",
    "+3859, invalid_phone_number",
    "+38591123456789012, invalid_phone_number",
    "+999911234567, invalid_phone_number",
    "0911234567, invalid_phone_number",
    "+385911234567;ext=5, invalid_phone_number",
    "+38514567890, unsupported_number_type",
    "+19002345678, unsupported_number_type",
    "+493012345678, unsupported_number_type"
  })
  void aNumberThatCannotGetAMessageIsRefused(String number, String code) {
    Person person = system.person();

    Answer answer = person.post(person.request().put("phoneNumber", number));

    answer.expectProblem(400, code);
    assertNoEcho(answer, number);
    assertNothingPublished(person, "\"" + number + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"text\"",
        "null",
        "{\"phoneNumber\": \"" + MARK + "\"} x",
        "{\"" + MARK + "\": 1, \"" + MARK + "\": 2}",
        "{\"phoneNumber\": 385911234567}",
        "{\"phoneNumber\": null}",
        "{}"
      })
  void aBodyThatIsNoRequestIsRefused(String body) {
    Answer answer = system.person().postText(body);

    answer.expect(400);
    assertThat(answer.member("code")).startsWith("invalid_");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertNoEcho(answer, MARK);
  }

  @Test
  void anotherContentTypeIsRefused() {
    Answer answer = system.person().postText("phoneNumber=" + MARK, "Content-Type", "text/plain");

    answer.expect(415);
    assertNoEcho(answer, MARK);
  }

  @Test
  void aLargeBodyIsRefused() {
    Person person = system.person();
    String body = person.request().put("note", MARK + "x".repeat(16 * 1024)).toString();

    Answer answer = person.postText(body);

    answer.expect(413);
    assertNoEcho(answer, MARK);
    assertNothingPublished(person, MARK);
  }

  @ParameterizedTest
  @CsvSource({
    "purpose, Not A Purpose",
    "channel, pigeon",
    "locale, not_a_locale!",
    "country, Atlantis",
    "reference, with spaces"
  })
  void aMemberThatHasNotItsFormIsRefused(String member, String value) {
    Person person = system.person();

    Answer answer = person.post(person.request().put(member, value));

    answer.expectProblem(400, "invalid_request");
    assertNoEcho(answer, value);
    assertNothingPublished(person, value);
  }

  @Test
  void whatCannotBeAPinIsRefusedAndCostsNothing() {
    Person person = system.person();
    Verification verification = person.asks();
    verification.awaitStatus("SENT");

    for (String wrong : new String[] {"", "123", "12345678901", "12 34", "12-34", "١٢٣٤"}) {
      assertNoEcho(verification.types(wrong).expectProblem(400, "invalid_pin"), "12-34");
    }
    for (String body : new String[] {"{}", "{\"pin\": null}", "{\"pin\": 1234}", "[]", "{"}) {
      verification.typesBody(body).expect(400);
    }

    assertThat(verification.state().path("attemptsRemaining").asInt()).isEqualTo(5);
    verification.provesWith(person.phone().pin());
    assertThat(system.tape().records(Topics.SUBMISSIONS, verification.id())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/verification", "/v2/verifications", "/", "/actuator/health"})
  void anUnknownPathHasNothing(String path) {
    Answer answer = system.gateway().get(path, "X-API-Key", ApiClient.SHOP.key());

    assertThat(answer.status()).isIn(404, 405);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  private static void assertNoEcho(Answer answer, String input) {
    if (input.length() > 3) {
      assertThat(answer.text()).doesNotContain(input);
    }
    assertThat(answer.text()).doesNotContain("Exception", "\tat ", "trace");
  }

  /** A good request afterwards shows that the tape is far enough to be sure. */
  private void assertNothingPublished(Person person, String mark) {
    Verification barrier = person.asks();
    system.tape().awaitRecord(Topics.REQUESTS, barrier.id(), _ -> true);
    assertThat(system.tape().records(Topics.REQUESTS))
        .noneMatch(record -> Tape.text(record).contains(mark));
  }
}
