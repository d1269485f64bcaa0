package dev.phoneproof.worker;

import dev.phoneproof.worker.kafka.Position;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the operator API over HTTP, as curl does. */
record OperatorHttp(String baseUrl, String credentials, String reason) {

  static final String OPERATORS =
      """
      {"operators": [
        {"name": "ana", "roles": ["read", "act"], "keys": ["%s", "%s"]},
        {"name": "leo", "roles": ["read"], "keys": ["%s"]},
        {"name": "eva", "roles": ["privacy"], "keys": ["%s"]}]}
      """
          .formatted(
              sha256("anas-key"), sha256("anas-new-key"), sha256("leos-key"), sha256("evas-key"))
          .replace("\n", "");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  /** The operator who may do everything that the tests do. */
  static OperatorHttp ana(WorkerUnderTest worker) {
    return new OperatorHttp("http://127.0.0.1:" + worker.port(), "ana:anas-key", "INC-471");
  }

  /** The management port, which asks nobody for a name. */
  static OperatorHttp management(WorkerUnderTest worker) {
    return new OperatorHttp("http://127.0.0.1:" + worker.managementPort(), null, null);
  }

  OperatorHttp as(String otherCredentials) {
    return new OperatorHttp(baseUrl, otherCredentials, reason);
  }

  OperatorHttp because(String otherReason) {
    return new OperatorHttp(baseUrl, credentials, otherReason);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** What became of the letters, in their order. */
  JsonNode replay(Position... letters) {
    String list =
        Arrays.stream(letters).map(JSON::writeValueAsString).collect(Collectors.joining(", "));
    HttpResponse<String> answer =
        post("/operator/v1/dead-letters/replays", "{\"letters\": [" + list + "]}");
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body()).path("letters");
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path));
    if (credentials != null) {
      byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return reason == null ? request : request.header("X-Reason", reason);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String sha256(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
