package dev.phoneproof.gateway;

import dev.phoneproof.gateway.KeptConnection.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who proves a number again and again, through any of several gateways. */
final class Person implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<GatewayProcess> balancer;
  private final Map<Integer, KeptConnection> connections = new HashMap<>();

  /** Someone whose next call always goes where the balancer says. */
  Person(Supplier<GatewayProcess> balancer) {
    this.balancer = balancer;
  }

  /** One verification from its begin to {@code verified: true}; fails with the first odd answer. */
  void verify() throws IOException {
    JsonNode begun =
        call("POST", "/v1/verifications", Map.of(), "{\"phoneNumber\":\"+385912345678\"}", 202);
    String path = "/v1/verifications/" + begun.get("id").stringValue();
    String token = "Bearer " + begun.get("token").stringValue();
    Map<String, String> looking = Map.of("Authorization", token, "Prefer", "wait=5");
    until(() -> call("GET", path, looking, "", 200), "status", "SENT");
    Map<String, String> typing =
        Map.of("Authorization", token, "Idempotency-Key", UUID.randomUUID().toString());
    // 202: the gateway was about to stop. The same key asks for the same verdict.
    until(
        () -> call("POST", path + "/submissions", typing, "{\"pin\":\"123456\"}", 200, 202),
        "verified",
        "true");
  }

  /** Repeats a call until its answer has this member; fails when that takes too long. */
  private static void until(HttpCall call, String member, String value) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode answer = call.get();
    while (!answer.path(member).asString("").equals(value)) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("not " + value + " within " + PATIENCE + ": " + answer);
      }
      answer = call.get();
    }
  }

  private JsonNode call(
      String method, String path, Map<String, String> headers, String body, Integer... expected)
      throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    Answer answer = connection(balancer.get().port()).call(method, path, all, body);
    if (!List.of(expected).contains(answer.status())) {
      throw new IOException(method + " was answered " + answer.status() + " " + answer.body());
    }
    return MAPPER.readTree(answer.body());
  }

  private KeptConnection connection(int port) throws IOException {
    KeptConnection kept = connections.get(port);
    if (kept != null && !kept.hasEnded()) {
      return kept;
    }
    if (kept != null) {
      kept.close();
    }
    KeptConnection connection = new KeptConnection(port);
    connections.put(port, connection);
    return connection;
  }

  @Override
  public void close() {
    connections.values().forEach(KeptConnection::close);
  }

  private interface HttpCall {
    JsonNode get() throws IOException;
  }
}
