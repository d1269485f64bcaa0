package dev.phoneproof.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks plain HTTP to a simulator, as a worker or a test in another process would. */
public final class Caller {
  public static final String NUMBER = "385911234567";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private String authorization = "App test-key";

  public Caller(URI base) {
    this.base = base;
  }

  public Caller authorizedBy(String header) {
    authorization = header;
    return this;
  }

  /** A response with its body read as JSON when it is some. */
  public record Reply(int status, String body, java.net.http.HttpHeaders headers) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    public JsonNode error() {
      return json().path("requestError").path("serviceException");
    }
  }

  public Reply get(String path) {
    return send("GET", path, "");
  }

  public Reply post(String path, String body) {
    return send("POST", path, body);
  }

  public Reply put(String path, String body) {
    return send("PUT", path, body);
  }

  public Reply delete(String path) {
    return send("DELETE", path, "");
  }

  public Reply sendPin(String to) {
    return post("/2fa/2/pin", startBody(to));
  }

  public Reply sendVoice(String to) {
    return post("/2fa/2/pin/voice", startBody(to));
  }

  public Reply resend(String pinId) {
    return post("/2fa/2/pin/" + pinId + "/resend", "{}");
  }

  public Reply verify(String pinId, String pin) {
    return post("/2fa/2/pin/" + pinId + "/verify", "{\"pin\":\"" + pin + "\"}");
  }

  public static String startBody(String to) {
    return """
    {"applicationId":"SIMULATED-APPLICATION","messageId":"SIMULATED-MESSAGE","to":"%s"}\
    """
        .formatted(to);
  }

  public Reply send(String method, String path, String body) {
    return exchange(
        request(path)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
    return authorization.isEmpty() ? builder : builder.header("Authorization", authorization);
  }

  public Reply exchange(HttpRequest request) {
    try {
      return attempt(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Reply attempt(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body(), response.headers());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
