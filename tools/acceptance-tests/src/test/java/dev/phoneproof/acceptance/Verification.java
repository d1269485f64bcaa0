package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A verification as the client sees it who has its token. */
public record Verification(
    Http gateway, ApiClient client, String id, String token, Answer accepted) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What a page has when its client's backend hands it a token. */
  static Verification handedOn(Http gateway, ApiClient client, String id) {
    Answer granted =
        gateway
            .post("/v1/verifications/" + id + "/tokens", "", "X-API-Key", client.key())
            .expect(200);
    return new Verification(gateway, client, id, granted.member("token"), granted);
  }

  /** The same verification with another token or none. */
  public Verification withToken(String other) {
    return new Verification(gateway, client, id, other, accepted);
  }

  Verification withId(String other) {
    return new Verification(gateway, client, other, token, accepted);
  }

  Verification at(ApiClient other) {
    return new Verification(gateway, other, id, token, accepted);
  }

  /** Types a PIN and waits for the verdict. */
  public Answer types(String pin, String... headers) {
    return post("/submissions", JSON.createObjectNode().put("pin", pin).toString(), headers);
  }

  /** Types a PIN and repeats the call while it is answered 202, as a client does. */
  Answer isJudgedOn(String pin) {
    String key = UUID.randomUUID().toString();
    return await()
        .alias("verdict on a PIN of " + id)
        .atMost(Duration.ofMinutes(1))
        .until(() -> types(pin, "Idempotency-Key", key), answer -> answer.status() != 202);
  }

  Answer typesBody(String body) {
    return post("/submissions", body);
  }

  public Answer asksAgain() {
    return post("/resends", "{}");
  }

  public Answer cancels() {
    return gateway.delete(path(""), headers());
  }

  public Answer looks(String... headers) {
    return gateway.get(path(""), headers(headers));
  }

  public JsonNode state() {
    return looks().expect(200).json();
  }

  /** Waits until the verification has this status. */
  public JsonNode awaitStatus(String status) {
    return awaitStatus(status, Duration.ofSeconds(30));
  }

  public JsonNode awaitStatus(String status, Duration patience) {
    return await()
        .alias("status " + status + " of " + id)
        .atMost(patience)
        .until(this::state, state -> state.path("status").asString().equals(status));
  }

  /** Waits until a time that the state names. */
  void awaitTime(String member) {
    Instant time = Instant.parse(state().path(member).asString());
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofMinutes(1))
        .until(() -> Instant.now().isAfter(time));
  }

  /** Types the PIN and expects that this proves the number. */
  void provesWith(String pin) {
    Answer verdict = types(pin).expect(200);
    assertThat(verdict.json().path("verified").asBoolean()).as(verdict.text()).isTrue();
    assertThat(verdict.member("message")).isNotBlank();
    assertThat(verdict.member("proof")).matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){2}");
    assertThat(state().path("status").asString()).isEqualTo("VERIFIED");
  }

  /** Types a PIN and expects to be told why it proves nothing. */
  void failsWith(String pin, String reason, int attemptsRemaining) {
    Answer verdict = types(pin).expect(200);
    assertThat(verdict.json().path("verified").asBoolean(true)).as(verdict.text()).isFalse();
    assertThat(verdict.member("reason")).as(verdict.text()).isEqualTo(reason);
    assertThat(verdict.member("message")).isNotBlank();
    assertThat(verdict.json().path("attemptsRemaining").asInt(-1)).isEqualTo(attemptsRemaining);
  }

  private Answer post(String what, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/json"));
    return gateway.post(path(what), body, headers(all.toArray(String[]::new)));
  }

  private String path(String what) {
    return "/v1/verifications/" + id + what;
  }

  private String[] headers(String... more) {
    List<String> headers = new ArrayList<>(List.of("X-API-Key", client.key()));
    if (!token.isEmpty()) {
      headers.addAll(List.of("Authorization", "Bearer " + token));
    }
    headers.addAll(List.of(more));
    return headers.toArray(String[]::new);
  }
}
