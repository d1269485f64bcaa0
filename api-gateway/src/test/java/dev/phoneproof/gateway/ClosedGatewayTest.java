package dev.phoneproof.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.gateway.view.OutcomeView;
import dev.phoneproof.gateway.view.Outcomes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A gateway that lets nobody in by itself and speaks TLS. It believes the proxy at 127.0.0.2, and
 * there browsers know it as {@code https://verify.example}, a page of the client shop.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.port=0",
      "management.server.address=127.0.0.1",
      "spring.kafka.bootstrap-servers=127.0.0.1:1",
      "phoneproof.gateway.drain=0s",
      "phoneproof.countries.home-countries=HR",
      "phoneproof.gateway.proxies=127.0.0.2",
      "phoneproof.sealing.public-keys=" + SealingKeys.PUBLIC,
      "phoneproof.proof.public-keys=" + ProofKeys.PUBLIC,
      "phoneproof.gateway.token-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      "phoneproof.gateway.id-key=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      """
      phoneproof.gateway.clients={"clients":[\
      {"id":"shop","purposes":["verification","login"],\
       "keys":["a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e",\
        {"sha256":"16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4",\
         "expires":"2026-11-23T12:30:00Z"}],\
       "origins":["https://verify.example","https://shop.example"]},\
      {"id":"bank","origins":["https://bank.example"]}]}\
      """
    })
@Import(PublishedEvents.Wiring.class)
public abstract class ClosedGatewayTest {

  protected static final String PATH = "/v1/verifications";
  protected static final String BODY = "{\"phoneNumber\":\"+385912345678\"}";

  /** Who calls: somebody from anywhere, or the proxy. */
  protected enum From {
    ANYWHERE("127.0.0.1"),
    PROXY("127.0.0.2");

    private final HttpClient client;

    From(String address) {
      this.client =
          HttpClient.newBuilder()
              .sslContext(CERTIFICATE.trusting())
              .version(HttpClient.Version.HTTP_1_1)
              .localAddress(InetAddress.ofLiteral(address))
              .build();
    }
  }

  private static final SelfSigned CERTIFICATE = SelfSigned.make();

  @Autowired protected PublishedEvents published;
  @Autowired protected MovableClock clock;
  @Autowired private OutcomeView view;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void speakTls(DynamicPropertyRegistry settings) {
    settings.add("server.ssl.key-store", CERTIFICATE.keyStore()::toString);
    settings.add("server.ssl.key-store-password", () -> SelfSigned.PASSWORD);
  }

  @BeforeEach
  void begin() {
    clock.set(HttpTest.NOON);
    published.clear();
    Outcomes.catchUp(view);
  }

  protected HttpResponse<String> post(String body, String... headers) {
    return send(From.ANYWHERE, "POST", PATH, body, headers);
  }

  protected HttpResponse<String> preflight(String origin, String method, String headers) {
    return send(
        From.ANYWHERE,
        "OPTIONS",
        PATH,
        null,
        "Origin",
        origin,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        headers);
  }

  /** A body goes as JSON unless the headers, names and values in turn, say otherwise. */
  protected HttpResponse<String> send(
      From from, String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body != null && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      return from.client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** As the proxy passes on what was sent to {@code https://verify.example}. */
  protected static String[] proxied(String... headers) {
    return with(
        headers,
        "X-Forwarded-Host",
        "verify.example",
        "X-Forwarded-Proto",
        "https",
        "X-Forwarded-For",
        "198.51.100.1");
  }

  protected static String[] with(String[] headers, String... more) {
    return Stream.concat(Arrays.stream(headers), Arrays.stream(more)).toArray(String[]::new);
  }

  protected String raw(String request) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) CERTIFICATE.trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  protected static String cookies(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .collect(Collectors.joining("; "));
  }

  protected static String header(HttpResponse<String> answer, String name) {
    List<String> values = answer.headers().allValues(name);
    assertThat(values).as(name).hasSize(1);
    return values.getFirst();
  }

  protected static void assertNotAllowed(HttpResponse<String> answer) {
    assertProblem(answer, 403, "origin_not_allowed");
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  protected static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo(code);
  }
}
