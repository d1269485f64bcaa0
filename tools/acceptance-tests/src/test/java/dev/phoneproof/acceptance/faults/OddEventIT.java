package dev.phoneproof.acceptance.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.Tape;
import dev.phoneproof.acceptance.Upstream;
import dev.phoneproof.acceptance.faults.Inbox.Delivered;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpResendRequested;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Events that come twice, late, early, in the wrong order, from a wrong clock or broken. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT) // They mostly wait.
@ExtendWith(WithCluster.class)
@ResourceLock(value = Cluster.CIRCUITS, mode = ResourceAccessMode.READ)
class OddEventIT {

  private static final int MALFORMED = 1_000;
  private static final int EACH = Scale.of(10, 50);

  private final Cluster cluster;
  private final Upstream upstream;
  private final Map<UUID, OtpRequested> requests = new HashMap<>();

  OddEventIT(Cluster cluster) {
    this.cluster = cluster;
    this.upstream = cluster.upstream();
  }

  @Test
  void whatComesTwiceHappensOnce() {
    Scenario scenario = new Scenario(cluster, EACH + " requests, resends and PINs, each 3 times");
    List<Asked> all = people(scenario, request -> request);
    all.forEach(one -> scenario.lives(one, this::doesEverythingThrice));

    Summary summary = scenario.check();

    assertThat(summary.ends()).containsOnlyKeys("VERIFIED");
    assertThat(summary.messages()).isEqualTo(2 * EACH);
    // Long after the end, too.
    all.forEach(one -> publishThrice(upstream.message(requestOf(one))));
    assertThat(scenario.check().messages()).isEqualTo(2 * EACH);
  }

  @Test
  void theOrderOfEventsDoesNotMatter() {
    Scenario scenario = new Scenario(cluster, EACH + " cancels, guesses and resends come first");
    List<Asked> canceled =
        people(
            scenario,
            request -> {
              upstream.publishes(new OtpCancelRequested(request.verificationId(), Upstream.CLIENT));
              return request;
            });
    List<Asked> guessed =
        people(
            scenario,
            request -> {
              upstream.publishes(upstream.submission(request.verificationId(), "00000000"));
              upstream.publishes(resend(request));
              return request;
            });
    guessed.forEach(one -> {
      one.resendIsAskedFor();
      scenario.lives(one, Habit.TYPES);
    });

    Summary summary = scenario.check();

    // Two topics: a cancel that is read late finds the message sent.
    assertThat(summary.ends())
        .containsOnly(entry("CANCELED:canceled", (long) EACH), entry("VERIFIED", (long) EACH));
    assertThat(canceled).allMatch(one -> messages(one).size() <= 1);
  }

  @Test
  void aPublishersClockMayBeAnHourOff() {
    Scenario scenario = new Scenario(cluster, 2 * EACH + " from clocks an hour off");
    Stream.concat(
            people(scenario, request -> Requests.clockAhead(request, Duration.ofHours(1))).stream(),
            people(scenario, request -> Requests.clockAhead(request, Duration.ofHours(-1)))
                .stream())
        .forEach(one -> scenario.lives(one, Habit.TYPES));

    assertThat(scenario.check().ends()).containsOnlyKeys("VERIFIED");
  }

  @Test
  void malformedEventsHoldNobodyUp() {
    Scenario scenario = new Scenario(cluster, EACH + " between " + MALFORMED + " malformed events");
    Set<String> broken = new HashSet<>();
    int between = MALFORMED / EACH;
    people(
            scenario,
            request -> {
              for (int i = 0; i < between; i++) {
                broken.add(publishesRubbish(i));
              }
              return request;
            })
        .forEach(one -> scenario.lives(one, Habit.TYPES));

    assertThat(scenario.check().ends()).containsOnlyKeys("VERIFIED");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(deadLetters()).containsAll(broken));
  }

  /** In one of the ways in which an event can be broken; returns its key. */
  private String publishesRubbish(int which) {
    EventMessage good = upstream.message(upstream.request(cluster.phone()));
    Map<String, String> headers = new TreeMap<>(good.headers());
    byte[] data = good.data();
    switch (which % 5) {
      case 0 -> data = "{".getBytes(UTF_8);
      case 1 ->
          data = new String(data, UTF_8).replace("sealed\":\"e", "sealed\":\"f").getBytes(UTF_8);
      case 2 -> headers.put("ce_type", "dev.phoneproof.OtpRequested.v99");
      case 3 -> headers.clear();
      default -> headers.put("ce_id", "another");
    }
    upstream.publishes(good.topic(), good.key(), headers, data);
    return good.key();
  }

  private Set<String> deadLetters() {
    return cluster.tape().records(Tape.DEAD_REQUESTS).stream()
        .map(ConsumerRecord::key)
        .collect(Collectors.toSet());
  }

  /** Requests over Kafka, changed before they are published. */
  private List<Asked> people(Scenario scenario, UnaryOperator<OtpRequested> change) {
    return IntStream.range(0, EACH)
        .mapToObj(_ -> {
          Phone phone = cluster.phone();
          OtpRequested request = change.apply(upstream.request(phone));
          requests.put(request.verificationId(), request);
          upstream.publishes(request);
          return scenario.note(Asked.overKafka(request.verificationId(), phone));
        })
        .toList();
  }

  private void awaitMessages(Asked one, int count) {
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(60))
        .until(() -> messages(one).size() >= count);
  }

  private OtpRequested requestOf(Asked one) {
    return requests.get(one.id());
  }

  private static OtpResendRequested resend(OtpRequested request) {
    return new OtpResendRequested(
        request.verificationId(), Upstream.CLIENT, Channel.SMS, request.requestedAt());
  }

  private List<Delivered> messages(Asked one) {
    return cluster.inbox().at(one.phone().msisdn());
  }

  private void doesEverythingThrice(Asked one) {
    publishThrice(upstream.message(requestOf(one)));
    awaitMessages(one, 1);
    Habit.awaitCooldown(one, cluster);
    one.resendIsAskedFor();
    publishThrice(upstream.message(resend(requestOf(one))));
    awaitMessages(one, 2);
    String pin = messages(one).getFirst().pin();
    one.types(pin);
    for (String typed : List.of("00000000", pin)) {
      publishThrice(upstream.message(upstream.submission(one.id(), typed)));
      one.submissionIsAccepted();
    }
  }

  private void publishThrice(EventMessage message) {
    for (int i = 0; i < 3; i++) {
      upstream.publishes(message.topic(), message.key(), message.headers(), message.data());
    }
  }
}
