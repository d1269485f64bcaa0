package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Who may see and do what. Whatever is wrong with id or token, the answer is the same. */
@ExtendWith(WithRunningSystem.class)
class AccessIT {

  private final RunningSystem system;

  AccessIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void nothingTellsWhichIdsThereAre() {
    Verification mine = system.person().asks();
    Verification other = system.person().asks();
    String reference = mine.withId(UUID.randomUUID().toString()).looks().text();

    assertNotFound(mine.withId(UUID.randomUUID().toString()), reference);
    assertNotFound(mine.withId("not-an-id"), reference);
    assertNotFound(mine.withToken(""), reference);
    assertNotFound(mine.withToken("rubbish"), reference);
    assertNotFound(mine.withToken(other.token()), reference);
    assertNotFound(mine.withToken(damaged(mine.token())), reference);
    assertNotFound(mine.at(ApiClient.BANK), reference);
  }

  @Test
  void aForeignTokenChangesNothing() {
    Person person = system.person();
    Verification mine = person.asks();
    Verification other = system.person().asks();
    mine.awaitStatus("SENT");

    mine.withToken(other.token()).cancels().expectProblem(404, "verification_not_found");

    mine.provesWith(person.phone().pin());
  }

  @Test
  void nobodyAsksWithoutAKey() {
    Person stranger = system.person().at(new ApiClient("stranger", "a-key-that-nobody-has"));

    stranger.post(stranger.request()).expectProblem(401, "invalid_api_key");
    system
        .gateway()
        .post(
            "/v1/verifications", stranger.request().toString(), "Content-Type", "application/json")
        .expectProblem(401, "invalid_api_key");
  }

  @Test
  void aKeyInAWebPageIsRefused() {
    Person person = system.person();

    person
        .post(person.request(), "Origin", "https://shop.example")
        .expectProblem(403, "origin_not_allowed");
  }

  private static void assertNotFound(Verification verification, String reference) {
    for (Answer answer :
        new Answer[] {
          verification.looks(),
          verification.types("99999999"),
          verification.asksAgain(),
          verification.cancels()
        }) {
      answer.expectProblem(404, "verification_not_found");
      assertThat(new JsonMapper().readTree(answer.text()))
          .isEqualTo(new JsonMapper().readTree(reference));
    }
  }

  private static String damaged(String token) {
    int middle = token.length() / 2;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    return token.substring(0, middle) + other + token.substring(middle + 1);
  }
}
