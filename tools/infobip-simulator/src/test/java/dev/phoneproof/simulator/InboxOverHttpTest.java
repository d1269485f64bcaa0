package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.Caller.Reply;
import dev.phoneproof.simulator.twofactor.Limits;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxOverHttpTest {
  @RegisterExtension
  static final SimulatorExtension infobip =
      new SimulatorExtension(SimulatorOptions.forTests().withLimits(Limits.generous()));

  private final Caller caller = infobip.caller();

  @Test
  void listsTheMessagesOfANumberInOrder() {
    caller.sendPin("41793026727");
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();
    caller.resend(pinId);

    Reply reply = caller.get("/simulator/inbox?to=" + NUMBER);

    assertThat(reply.json().size()).isEqualTo(2);
    var first = reply.json().get(0);
    assertThat(first.path("to").asString()).isEqualTo(NUMBER);
    assertThat(first.path("pinId").asString()).isEqualTo(pinId);
    assertThat(first.path("pin").asString()).matches("[0-9]{6}");
    assertThat(first.path("text").asString()).contains(first.path("pin").asString());
    assertThat(first.path("channel").asString()).isEqualTo("sms");
    assertThat(first.path("kind").asString()).isEqualTo("send");
    assertThat(first.path("at").asString()).endsWith("Z");
    assertThat(reply.json().get(1).path("kind").asString()).isEqualTo("resend");
    assertThat(caller.get("/simulator/inbox").json().size()).isEqualTo(3);
  }

  @Test
  void waitsForTheNextMessage() throws Exception {
    caller.sendPin(NUMBER);
    long known = caller.get("/simulator/inbox?to=" + NUMBER).json().get(0).path("seq").asLong();
    CompletableFuture<Reply> waiting =
        CompletableFuture.supplyAsync(
            () -> caller.get("/simulator/inbox?wait=15&to=" + NUMBER + "&after=" + known));

    caller.sendPin("41793026727");
    caller.sendPin(NUMBER);

    Reply reply = waiting.get(10, TimeUnit.SECONDS);
    assertThat(reply.json().size()).isEqualTo(1);
    assertThat(reply.json().get(0).path("seq").asLong()).isEqualTo(known + 2);
  }

  @Test
  void givesUpWaitingWithAnEmptyList() {
    assertThat(caller.get("/simulator/inbox?wait=1&to=" + NUMBER).body()).isEqualTo("[]");
    assertThat(caller.get("/simulator/inbox?wait=long").status()).isEqualTo(400);
  }

  @Test
  void isEmptiedOnRequest() {
    caller.sendPin(NUMBER);

    assertThat(caller.delete("/simulator/inbox").status()).isEqualTo(204);
    assertThat(caller.get("/simulator/inbox").body()).isEqualTo("[]");
  }

  @Test
  void streamsWhatIsThereAndWhatComesAndTheEmptying() throws Exception {
    caller.sendPin(NUMBER);
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response =
          client.send(
              caller.request("/simulator/inbox/stream").build(), BodyHandlers.ofInputStream());
      assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
      try (var lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        assertThat(next(lines, "data: ")).contains(NUMBER);
        caller.sendPin("41793026727");
        assertThat(next(lines, "data: ")).contains("41793026727").doesNotContain(NUMBER);
        caller.delete("/simulator/inbox");
        assertThat(next(lines, "event: ")).isEqualTo("event: cleared");
      }
    }
  }

  @Test
  void countsSendsForANumberAndInAll() {
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();
    caller.sendPin(NUMBER);
    caller.resend(pinId);
    caller.sendPin("41793026727");

    var ofNumber = caller.get("/simulator/sends?to=" + NUMBER).json();
    var total = caller.get("/simulator/sends").json();

    assertThat(ofNumber.path("sends").asInt()).isEqualTo(2);
    assertThat(ofNumber.path("resends").asInt()).isEqualTo(1);
    assertThat(total.path("sends").asInt()).isEqualTo(3);
    assertThat(total.path("numbersSentMoreThanOnce").asInt()).isEqualTo(1);
    assertThat(caller.get("/simulator/sends?to=1").json().path("sends").asInt()).isZero();
  }

  @Test
  void forgetsEverythingOnReset() {
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();
    caller.post("/simulator/clock?advance=1h", "");

    assertThat(caller.post("/simulator/reset", "").status()).isEqualTo(204);
    assertThat(caller.get("/simulator/sends").json().path("sends").asInt()).isZero();
    assertThat(caller.get("/simulator/clock").json().path("ahead").asString()).isEqualTo("PT0S");
    assertThat(caller.verify(pinId, "000000").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/inbox.css", "/inbox.js", "/icon.svg", "/simulator/assumptions"})
  void servesThePageWithoutForeignAssets(String path) {
    Reply reply = caller.get(path);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(reply.body().replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http://", "https://", "innerHTML");
  }

  @Test
  void saysThatItIsASimulator() {
    assertThat(caller.get("/").body())
        .contains("<strong>This is a simulator.</strong> No message is really sent.");
    assertThat(caller.get("/simulator").json().path("notice").asString())
        .isEqualTo("This is a simulator: no message is really sent.");
  }

  @Test
  void isHealthyWithoutAKey() {
    assertThat(new Caller(infobip.simulator().baseUrl()).authorizedBy("").get("/health").body())
        .isEqualTo("{\"status\":\"UP\"}");
  }

  /** Against DNS rebinding: a page elsewhere could otherwise read the PINs. */
  @Test
  void showsTheInboxUnderItsOwnNameOnly() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", infobip.simulator().port())) {
      socket
          .getOutputStream()
          .write(
              "GET /simulator/inbox HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      var lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(lines.readLine()).startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void keepsTheNewestMessagesOnly() {
    SimulatorOptions few =
        SimulatorOptions.forTests()
            .withLimits(Limits.generous())
            .withRetention(new SimulatorOptions.Retention(2, 2));
    try (Simulator small = Simulator.start(few)) {
      Caller other = new Caller(small.baseUrl());
      String oldest = other.sendPin("385910000001").json().path("pinId").asString();
      other.sendPin("385910000002");
      other.sendPin("385910000003");

      assertThat(small.messages()).hasSize(2);
      assertThat(small.messages("385910000001")).isEmpty();
      assertThat(other.verify(oldest, "000000").status()).isEqualTo(404);
      assertThat(other.get("/simulator").json().path("forgottenPins").asInt()).isEqualTo(1);
      assertThat(small.expectMessage("385910000003", Duration.ZERO).pin()).hasSize(6);
    }
  }

  private static String next(BufferedReader lines, String prefix) throws Exception {
    String line = lines.readLine();
    while (!line.startsWith(prefix)) {
      line = lines.readLine();
    }
    return line;
  }
}
