package dev.phoneproof.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Status;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.RunningGateway;
import dev.phoneproof.gateway.view.Outcomes;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DrainTest {

  private final RunningGateway gateway = RunningGateway.start("2s");

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void isNotReadyButServesOnAndSendsItsCallersElsewhere() {
    JsonNode begun = begin();
    CompletableFuture<HttpResponse<String>> waiting =
        inBackground(read(begun).header("Prefer", "wait=20"));
    beginStop();
    HttpResponse<String> readiness = gateway.health("readiness");
    assertThat(readiness.statusCode()).isEqualTo(503);
    assertThat(readiness.body()).contains("OUT_OF_SERVICE");
    assertThat(gateway.health("liveness").statusCode()).isEqualTo(200);

    assertLast(gateway.begin(), 202);
    assertLast(read(begun).send(), 200);
    assertLast(read(begun).header("If-None-Match", "\"0\"").send(), 304);
    assertLast(gateway.call("GET", "/v1/nowhere").send(), 404);

    UUID id = UUID.fromString(begun.get("id").stringValue());
    Outcomes.tell(gateway.view(), Outcomes.ended(id, Status.CANCELED, null, 2), gateway.now());
    assertLast(waiting.join(), 200);
    assertThat(status(waiting.join())).isEqualTo("CANCELED");
  }

  @Test
  void answersWhoStillWaitsWhenTheTimeIsOver() {
    CompletableFuture<HttpResponse<String>> decided =
        inBackground(read(begin()).header("Prefer", "wait=30"));
    CompletableFuture<HttpResponse<String>> changed =
        inBackground(read(begin()).header("Prefer", "wait=30").header("If-None-Match", "\"0\""));
    CompletableFuture<HttpResponse<String>> verdict = inBackground(submit(begin()));
    beginStop();
    CompletableFuture<HttpResponse<String>> late = inBackground(submit(begin()));

    assertLast(decided.join(), 200);
    assertThat(status(decided.join())).isEqualTo("REQUESTED");
    assertLast(changed.join(), 304);
    assertLast(verdict.join(), 202);
    assertLast(late.join(), 202);
    await()
        .untilAsserted(
            () -> assertThatThrownBy(gateway::begin).isInstanceOf(UncheckedIOException.class));
  }

  private JsonNode begin() {
    HttpResponse<String> answer = gateway.begin();
    assertThat(answer.statusCode()).isEqualTo(202);
    return Call.json(answer);
  }

  private void beginStop() {
    assertThat(gateway.begin().headers().firstValue("Connection")).isEmpty();
    Thread.startVirtualThread(gateway::close);
    await().until(() -> gateway.begin().headers().firstValue("Connection").isPresent());
  }

  /** Served as ever, and told to go elsewhere from now on. */
  private static void assertLast(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Connection")).contains("close");
  }

  private static String status(HttpResponse<String> answer) {
    return Call.json(answer).get("status").stringValue();
  }

  private CompletableFuture<HttpResponse<String>> inBackground(Call call) {
    int before = Outcomes.waiting(gateway.view());
    CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
    Thread.startVirtualThread(() -> answer.complete(call.send()));
    await().until(() -> Outcomes.waiting(gateway.view()) > before);
    return answer;
  }

  private Call read(JsonNode begun) {
    return call("GET", begun, "");
  }

  private Call submit(JsonNode begun) {
    return call("POST", begun, "/submissions")
        .header("Content-Type", "application/json")
        .body("{\"pin\":\"123456\"}");
  }

  private Call call(String method, JsonNode begun, String path) {
    return gateway
        .call(method, "/v1/verifications/" + begun.get("id").stringValue() + path)
        .bearer(begun.get("token").stringValue());
  }
}
