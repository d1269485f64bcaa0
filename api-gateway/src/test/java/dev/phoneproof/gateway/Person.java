package dev.phoneproof.gateway;

import dev.phoneproof.gateway.KeptConnection.Answer;
import java.io.IOException;
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
    String status = "REQUESTED";
    while (!"SENT".equals(status)) {
      Map<String, String> headers = Map.of("Authorization", token, "Prefer", "wait=20");
      status = call("GET", path, headers, "", 200).get("status").stringValue();
    }
    Map<String, String> headers =
        Map.of("Authorization", token, "Idempotency-Key", UUID.randomUUID().toString());
    while (!call("POST", path + "/submissions", headers, "{\"pin\":\"123456\"}", 200, 202)
        .path("verified")
        .booleanValue(false)) {
      // 202: the gateway was about to stop. The same key asks for the same verdict.
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
}
