package dev.phoneproof.acceptance;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who proves a phone number to a client of the gateway. */
public record Person(Http gateway, Phone phone, ApiClient client) {

  private static final JsonMapper JSON = new JsonMapper();

  /** The same person at another client. */
  Person at(ApiClient other) {
    return new Person(gateway, phone, other);
  }

  /** Asks for a PIN over SMS. */
  public Verification asks() {
    return accepted(post(request()));
  }

  /** Asks under an idempotency key. */
  Verification asksWithKey(String key) {
    return asksWithKey(key, request());
  }

  Verification asksWithKey(String key, ObjectNode body) {
    return accepted(post(body, "Idempotency-Key", key));
  }

  /** The body of an ordinary request. */
  public ObjectNode request() {
    return JSON.createObjectNode()
        .put("phoneNumber", phone.number())
        .put("purpose", "login")
        .put("locale", "en");
  }

  public Answer post(ObjectNode body, String... headers) {
    return postText(body.toString(), headers);
  }

  public Answer postText(String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("X-API-Key", client.key()));
    all.addAll(List.of(headers));
    if (!all.contains("Content-Type")) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    return gateway.post("/v1/verifications", body, all.toArray(String[]::new));
  }

  /** What was accepted, if that is the answer. */
  public Verification accepted(Answer answer) {
    answer.expect(202);
    return new Verification(gateway, client, answer.member("id"), answer.member("token"), answer);
  }
}
