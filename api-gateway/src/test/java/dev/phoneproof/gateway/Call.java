package dev.phoneproof.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP call. */
public final class Call {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpRequest.Builder request;
  private final String method;

  Call(int port, String method, String path) {
    this.method = method;
    this.request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.noBody());
  }

  public Call header(String name, String value) {
    request.header(name, value);
    return this;
  }

  public Call bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  public Call body(String text) {
    request.method(method, BodyPublishers.ofString(text));
    return this;
  }

  public Call body(HttpRequest.BodyPublisher publisher) {
    request.method(method, publisher);
    return this;
  }

  public HttpResponse<String> send() {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(HttpResponse<String> response) {
    return MAPPER.readTree(response.body());
  }
}
