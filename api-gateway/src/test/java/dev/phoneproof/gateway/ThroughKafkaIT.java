package dev.phoneproof.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Event;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Topics;
import dev.phoneproof.gateway.view.OutcomeView;
import dev.phoneproof.gateway.view.Outcomes;
import dev.phoneproof.testservers.TestServers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway and a real Kafka, with the worker played by the test. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.port=0",
      "phoneproof.gateway.open=true",
      "phoneproof.gateway.drain=0s",
      "phoneproof.countries.home-countries=HR",
      "phoneproof.sealing.public-keys=" + SealingKeys.PUBLIC,
      "phoneproof.proof.public-keys=" + ProofKeys.PUBLIC,
      "phoneproof.gateway.token-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      "phoneproof.gateway.id-key=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    })
class ThroughKafkaIT {

  private static final KafkaSide KAFKA = new KafkaSide(TestServers.kafka().bootstrapServers());
  private static final UUID EARLIER = UUID.randomUUID();

  @Autowired private OutcomeView view;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void kafka(DynamicPropertyRegistry registry) throws Exception {
    KAFKA.createTopics(3);
    KAFKA.publish(Outcomes.ended(EARLIER, Status.VERIFIED, null, 3));
    registry.add("spring.kafka.bootstrap-servers", TestServers.kafka()::bootstrapServers);
  }

  @BeforeEach
  void waitForTheView() {
    await().atMost(Duration.ofSeconds(30)).until(view::isCaughtUp);
  }

  @Test
  void knowsWhatWasPublishedBeforeItStarted() {
    assertThat(view.find(EARLIER).orElseThrow().state().status()).isEqualTo(Status.VERIFIED);
  }

  @Test
  void answers202WhenTheEventIsInKafka() throws Exception {
    HttpResponse<String> answer = begin();
    assertThat(answer.statusCode()).isEqualTo(202);
    List<Event> events = KAFKA.eventsOf(id(answer), Topics.REQUESTS);
    assertThat(events).hasSize(1);
    assertThat(KAFKA.records(Topics.REQUESTS))
        .noneMatch(record -> new String(record.value(), UTF_8).contains("385912345678"));
    OtpRequested event = (OtpRequested) events.getFirst();
    assertThat(event.phoneNumber().plain()).contains("+385912345678");
    assertThat(event.clientId()).isEqualTo("open");
  }

  @Test
  void wakesAWaitingCallWhenTheOutcomeComes() throws Exception {
    HttpResponse<String> begun = begin();
    CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
    Call waiting = call("GET", begun, "").header("Prefer", "wait=30");
    Thread.startVirtualThread(() -> answer.complete(waiting.send()));
    await().until(() -> Outcomes.waiting(view) == 1);
    Instant now = Clock.systemUTC().instant();
    KAFKA.publish(Outcomes.sent(id(begun), 2, now.plusSeconds(120), now.plusSeconds(300), null));
    assertThat(Call.json(answer.join()).get("status").stringValue()).isEqualTo("SENT");
  }

  @Test
  void bringsAPinToTheWorkerAndTheVerdictBack() throws Exception {
    HttpResponse<String> begun = begin();
    CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
    Call submission =
        call("POST", begun, "/submissions")
            .header("Content-Type", "application/json")
            .body("{\"pin\":\"123456\"}");
    Thread.startVirtualThread(() -> answer.complete(submission.send()));
    await().until(() -> Outcomes.waiting(view) == 1);
    await()
        .ignoreExceptions()
        .until(() -> !KAFKA.eventsOf(id(begun), Topics.SUBMISSIONS).isEmpty());
    OtpSubmitted submitted =
        (OtpSubmitted) KAFKA.eventsOf(id(begun), Topics.SUBMISSIONS).getFirst();
    KAFKA.publish(
        Outcomes.proving(Outcomes.ended(id(begun), Status.VERIFIED, null, 3), submitted, "a.b.c"));
    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(Call.json(answer.join()).get("verified").booleanValue()).isTrue();
    assertThat(Call.json(answer.join()).get("proof").stringValue()).isEqualTo("a.b.c");
  }

  @Test
  void publishesACancel() throws Exception {
    HttpResponse<String> begun = begin();
    assertThat(call("DELETE", begun, "").send().statusCode()).isEqualTo(202);
    assertThat(KAFKA.eventsOf(id(begun), Topics.SUBMISSIONS))
        .containsExactly(new OtpCancelRequested(id(begun), "open"));
  }

  @Test
  void publishesForManyCallersAtOnce() throws Exception {
    List<Future<UUID>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        String key = UUID.randomUUID().toString();
        answers.add(threads.submit(() -> beginInTheEnd(key)));
      }
    }
    Set<String> keys =
        KAFKA.records(Topics.REQUESTS).stream()
            .map(ConsumerRecord::key)
            .collect(Collectors.toSet());
    Set<UUID> ids = new HashSet<>();
    for (Future<UUID> answer : answers) {
      ids.add(answer.get());
      assertThat(keys).contains(answer.get().toString());
    }
    assertThat(ids).hasSize(200);
  }

  @Test
  void noticesNewPartitions() throws Exception {
    KAFKA.growOutcomes(4);
    UUID id = UUID.randomUUID();
    KAFKA.publish(Outcomes.ended(id, Status.CANCELED, null, 2), 3);
    await().atMost(Duration.ofSeconds(60)).until(() -> view.find(id).isPresent());
  }

  private HttpResponse<String> begin() {
    return new Call(port, "POST", "/v1/verifications")
        .header("Content-Type", "application/json")
        .body("{\"phoneNumber\":\"+385912345678\"}")
        .send();
  }

  /** As a careful caller does it: what is not known to be accepted is repeated under its key. */
  private UUID beginInTheEnd(String key) {
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> answer =
          new Call(port, "POST", "/v1/verifications")
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", key)
              .body("{\"phoneNumber\":\"+385912345678\"}")
              .send();
      if (answer.statusCode() != 503) {
        assertThat(answer.statusCode()).isEqualTo(202);
        return id(answer);
      }
    }
    throw new AssertionError("503 ten times");
  }

  private Call call(String method, HttpResponse<String> begun, String path) {
    return new Call(port, method, "/v1/verifications/" + id(begun) + path)
        .bearer(Call.json(begun).get("token").stringValue());
  }

  private static UUID id(HttpResponse<String> begun) {
    return UUID.fromString(Call.json(begun).get("id").stringValue());
  }
}
