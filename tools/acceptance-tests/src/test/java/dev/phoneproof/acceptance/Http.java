package dev.phoneproof.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;

/** Plain HTTP to one server. */
public final class Http {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client;
  private final URI base;
  private final Consumer<Answer> seen;

  public Http(URI base) {
    this(base, _ -> {});
  }

  /**
   * Plain HTTP that is watched.
   *
   * @param seen gets every answer
   */
  public Http(URI base, Consumer<Answer> seen) {
    this(base, seen, client().build());
  }

  private Http(URI base, Consumer<Answer> seen, HttpClient client) {
    this.base = base;
    this.seen = seen;
    this.client = client;
  }

  /** Plain HTTP from an address of this machine. */
  static Http from(String address, URI base) {
    HttpClient client = client().localAddress(InetAddress.ofLiteral(address)).build();
    return new Http(base, _ -> {}, client);
  }

  private static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10));
  }

  /** The headers are names and values in turn. */
  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, BodyPublishers.ofString(body), headers);
  }

  public Answer put(String path, String body, String... headers) {
    return send("PUT", path, BodyPublishers.ofString(body), headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  /** Where a path is. */
  URI address(String path) {
    return base.resolve(path);
  }

  public boolean answers(String path) {
    try {
      return get(path).status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private Answer send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
      seen.accept(answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
