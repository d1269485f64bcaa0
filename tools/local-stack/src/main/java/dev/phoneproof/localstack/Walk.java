package dev.phoneproof.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One complete verification, over HTTP as a client does it. */
final class Walk {

  /** Another each time: one number may not be verified as often as a demo is started. */
  private final String number = "38591" + ThreadLocalRandom.current().nextInt(1_000_000, 8_000_000);

  private final String gateway;
  private final String simulator;
  private final HttpClient http;

  Walk(Ports ports, HttpClient http) {
    this.gateway = ports.url(DemoPort.GATEWAY);
    this.simulator = ports.url(DemoPort.SIMULATOR);
    this.http = http;
  }

  /**
   * Asks for a PIN, reads it from the simulator's inbox and submits it.
   *
   * @throws RefusedException saying which step went wrong
   */
  void run() throws IOException, InterruptedException {
    String accepted =
        call(post(gateway + "/v1/verifications", "{\"phoneNumber\":\"+" + number + "\"}"), 202);
    String url = gateway + "/v1/verifications/" + member(accepted, "id");
    String bearer = "Bearer " + member(accepted, "token");
    String sent =
        call(request(url).header("Authorization", bearer).header("Prefer", "wait=20"), 200);
    expect(sent, "status", "\"SENT\"");
    String inbox = call(request(simulator + "/simulator/inbox?to=" + number + "&wait=10"), 200);
    String verdict =
        call(
            post(url + "/submissions", "{\"pin\":\"" + member(inbox, "pin") + "\"}")
                .header("Authorization", bearer),
            200);
    expect(verdict, "verified", "true");
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(40));
  }

  private static HttpRequest.Builder post(String url, String json) {
    return request(url)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  private String call(HttpRequest.Builder builder, int expected)
      throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != expected) {
      throw new RefusedException(
          "%s %s answered %d instead of %d"
              .formatted(
                  request.method(), request.uri().getPath(), response.statusCode(), expected));
    }
    return response.body();
  }

  private static String member(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!matcher.find()) {
      throw new RefusedException("an answer came without " + name);
    }
    return matcher.group(1);
  }

  private static void expect(String json, String name, String value) {
    if (!Pattern.compile("\"" + name + "\"\\s*:\\s*" + value).matcher(json).find()) {
      throw new RefusedException(name + " is not " + value);
    }
  }
}
