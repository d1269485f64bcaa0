package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.HttpTest;
import dev.phoneproof.gateway.view.Outcomes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadTest extends HttpTest {

  @Test
  void tellsTheWholeState() {
    Accepted verification = accepted();
    tellSent(verification, 2);
    HttpResponse<String> answer = get(verification).send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
    JsonNode state = Call.json(answer);
    assertThat(state.propertyNames())
        .containsExactly(
            "id",
            "status",
            "delivery",
            "channel",
            "purpose",
            "maskedPhoneNumber",
            "attemptsRemaining",
            "sendBy",
            "expiresAt",
            "resendAt",
            "revision");
    assertThat(state.get("status").stringValue()).isEqualTo("SENT");
    assertThat(state.get("delivery").stringValue()).isEqualTo("pending");
    assertThat(state.get("expiresAt").stringValue()).isEqualTo("2026-11-23T12:05:00.000Z");
  }

  @Test
  void waitsUntilTheStatusIsDecided() {
    Accepted verification = accepted();
    Outcomes.tell(view, Outcomes.requested(verification.id(), 1, NOON.plusSeconds(120)), NOON);
    CompletableFuture<HttpResponse<String>> answer =
        inBackground(get(verification).header("Prefer", "wait=20"));
    tellSent(verification, 2);
    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(Call.json(answer.join()).get("status").stringValue()).isEqualTo("SENT");
    assertThat(answer.join().headers().firstValue("Preference-Applied")).contains("wait=20");
    await().until(() -> Outcomes.waiting(view) == 0);
  }

  @Test
  void answersWithWhatIsKnownAfterTheWait() {
    HttpResponse<String> answer = get(accepted()).header("Prefer", "wait=1").send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Call.json(answer).get("status").stringValue()).isEqualTo("REQUESTED");
  }

  @Test
  void waitsForAGreaterRevision() {
    Accepted verification = accepted();
    tellSent(verification, 2);
    CompletableFuture<HttpResponse<String>> answer =
        inBackground(
            get(verification).header("Prefer", "wait=20").header("If-None-Match", "\"2\""));
    Outcomes.tell(view, Outcomes.ended(verification.id(), Status.VERIFIED, null, 3), NOON);
    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(answer.join().headers().firstValue("ETag")).contains("\"3\"");
  }

  @Test
  void saysNotModifiedWhenTheRevisionIsNoGreater() {
    Accepted verification = accepted();
    tellSent(verification, 2);
    for (String wait : new String[] {"wait=0", "wait=1", "respond-async"}) {
      HttpResponse<String> answer =
          get(verification).header("Prefer", wait).header("If-None-Match", "\"2\"").send();
      assertThat(answer.statusCode()).as(wait).isEqualTo(304);
      assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void answersAtOnceWhenTheCallerKnowsLess() {
    Accepted verification = accepted();
    tellSent(verification, 2);
    HttpResponse<String> answer =
        get(verification).header("Prefer", "wait=20").header("If-None-Match", "\"1\"").send();
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void neverGoesBackBehindWhatTheCallerKnows() {
    Accepted verification = accepted();
    tellSent(verification, 2);
    assertThat(get(verification).header("If-None-Match", "\"5\"").send().statusCode())
        .isEqualTo(304);
  }

  @Test
  void waitsWithACallerWhoKnowsMoreUntilItKnowsMoreStill() {
    Accepted verification = accepted();
    tellSent(verification, 2);
    CompletableFuture<HttpResponse<String>> answer =
        inBackground(
            get(verification).header("Prefer", "wait=20").header("If-None-Match", "\"4\""));
    tellSent(verification, 3);
    tellSent(verification, 4);
    Outcomes.tell(view, Outcomes.ended(verification.id(), Status.VERIFIED, null, 5), NOON);
    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(answer.join().headers().firstValue("ETag")).contains("\"5\"");
  }

  @Test
  void tellsNobodyOfASilenceWhoHasHeardMore() {
    Accepted verification = accepted();
    tellSent(verification, 2);
    clock.move(Duration.ofMinutes(6));
    HttpResponse<String> answer = get(verification).header("If-None-Match", "\"3\"").send();
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.headers().firstValue("ETag")).contains("\"3\"");
  }

  @Test
  void tellsOfTheWorkersSilence() {
    Accepted verification = accepted();
    tellSent(verification, 2);
    clock.move(Duration.ofMinutes(6));
    HttpResponse<String> answer = get(verification).header("If-None-Match", "\"2\"").send();
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode state = Call.json(answer);
    assertThat(state.get("status").stringValue()).isEqualTo("EXPIRED");
    assertThat(state.get("reason").stringValue()).isEqualTo("no_answer");
    assertThat(state.get("revision").intValue()).isEqualTo(2);
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(get(verification).header("If-None-Match", tag).send().statusCode()).isEqualTo(304);

    Outcomes.tell(
        view,
        Outcomes.ended(verification.id(), Status.EXPIRED, Reason.PIN_EXPIRED, 3),
        clock.instant());
    HttpResponse<String> real = get(verification).header("If-None-Match", tag).send();
    assertThat(Call.json(real).get("reason").stringValue()).isEqualTo("pin_expired");
  }

  private CompletableFuture<HttpResponse<String>> inBackground(Call call) {
    CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
    Thread.startVirtualThread(() -> answer.complete(call.send()));
    await().until(() -> Outcomes.waiting(view) == 1);
    return answer;
  }

  private void tellSent(Accepted verification, int revision) {
    Outcomes.tell(
        view,
        Outcomes.sent(
            verification.id(),
            revision,
            NOON.plusSeconds(120),
            NOON.plusSeconds(300),
            NOON.plusSeconds(30)),
        NOON);
  }
}
