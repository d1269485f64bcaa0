package dev.phoneproof.worker.provider.infobip;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Reason;
import dev.phoneproof.simulator.Simulator;
import dev.phoneproof.simulator.SimulatorOptions;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Acceptance;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.simulator.inbox.Message;
import dev.phoneproof.simulator.twofactor.ReadyMade;
import dev.phoneproof.worker.provider.Cause;
import dev.phoneproof.worker.provider.CheckResult;
import dev.phoneproof.worker.provider.LookUpResult;
import dev.phoneproof.worker.provider.Provider;
import dev.phoneproof.worker.provider.ProviderPolicy;
import dev.phoneproof.worker.provider.SendResult;
import dev.phoneproof.worker.verification.Msisdn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer, and the lack of one, means: over real HTTP, through Infobip's own client. */
class InfobipProviderTest {

  private static final Msisdn NUMBER = new Msisdn("+385911234567");

  private final Simulator simulator = Simulator.start(SimulatorOptions.forTests());
  private final Provider provider = providerAt(simulator.baseUrl(), Duration.ofSeconds(20));

  @AfterEach
  void keepsTheContract() {
    assertThat(simulator.violations()).isEmpty();
    simulator.close();
  }

  @Test
  void sendsAndChecks() {
    SendResult.Sent sent = (SendResult.Sent) provider.send(NUMBER, Channel.SMS);
    Message message = message();
    assertThat(sent.pinId()).isEqualTo(message.pinId());
    assertThat(provider.check(sent.pinId(), message.pin())).isEqualTo(new CheckResult.Right());
  }

  @Test
  void sendsByVoice() {
    assertThat(provider.send(NUMBER, Channel.VOICE)).isInstanceOf(SendResult.Sent.class);
    assertThat(message().channel()).isEqualTo(Message.Channel.VOICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SMS", "VOICE"})
  void sendsTheSamePinAgain(Channel channel) {
    SendResult.Sent sent = (SendResult.Sent) provider.send(NUMBER, Channel.SMS);
    assertThat(provider.resend(sent.pinId(), channel)).isInstanceOf(SendResult.Sent.class);
    assertThat(simulator.messages(NUMBER.digits()))
        .extracting(Message::pin)
        .hasSize(2)
        .containsOnly(message().pin());
  }

  @Test
  void saysThatAPinIsWrong() {
    SendResult.Sent sent = (SendResult.Sent) provider.send(NUMBER, Channel.SMS);
    assertThat(provider.check(sent.pinId(), "wrong")).isEqualTo(new CheckResult.Wrong());
  }

  @Test
  void saysThatAPinsLifeIsOver() {
    SendResult.Sent sent = (SendResult.Sent) provider.send(NUMBER, Channel.SMS);
    String pin = message().pin();
    simulator.advance(Duration.ofMinutes(16));
    assertThat(provider.check(sent.pinId(), pin)).isEqualTo(new CheckResult.TooLate());
  }

  @Test
  void honoursTheLimitOfChecks() {
    SendResult.Sent sent = (SendResult.Sent) provider.send(NUMBER, Channel.SMS);
    provider.check(sent.pinId(), "wrong");
    assertThat(provider.check(sent.pinId(), "wrong")).isInstanceOf(CheckResult.Throttled.class);
  }

  static Stream<Effect> effectsAfterWhichNobodyKnows() {
    return Stream.of(
        Effect.status(500),
        Effect.status(503),
        Effect.timeout(Acceptance.BEFORE),
        Effect.timeout(Acceptance.AFTER),
        Effect.reset(Acceptance.BEFORE),
        Effect.reset(Acceptance.AFTER),
        Effect.malformed(),
        Effect.empty());
  }

  @ParameterizedTest
  @MethodSource("effectsAfterWhichNobodyKnows")
  void doesNotPretendToKnow(Effect effect) {
    SendResult.Sent sent = (SendResult.Sent) provider.send(NUMBER, Channel.SMS);
    simulator.define(Fault.onAll(effect));
    Provider impatient = providerAt(simulator.baseUrl(), Duration.ofSeconds(1));
    assertThat(impatient.send(NUMBER, Channel.SMS)).isEqualTo(new SendResult.Unknown());
    assertThat(impatient.resend(sent.pinId(), Channel.SMS)).isEqualTo(new SendResult.Unknown());
    assertThat(impatient.check(sent.pinId(), "wrong")).isEqualTo(new CheckResult.Unknown());
    assertThat(impatient.lookUp(NUMBER)).isEqualTo(new LookUpResult.Failed());
  }

  @Test
  void callsOnceAlsoWhenTheConnectionIsReset() {
    simulator.define(Fault.on(CallKind.SEND, Effect.reset(Acceptance.AFTER)));
    provider.send(NUMBER, Channel.SMS);
    assertThat(simulator.traffic().sendCalls()).isEqualTo(1);
  }

  @Test
  void callsOnceAlsoWhenOkHttpWouldRepeat() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.getResponseHeaders().add("Retry-After", "0");
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      assertThat(providerAt(url, Duration.ofSeconds(20)).send(NUMBER, Channel.SMS))
          .isEqualTo(new SendResult.Unknown());
    } finally {
      server.stop(0);
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void readsHowLongToWait() {
    simulator.define(Fault.onAll(Effect.throttled(7)));
    assertThat(provider.send(NUMBER, Channel.SMS))
        .isEqualTo(new SendResult.Throttled(Duration.ofSeconds(7)));
    assertThat(provider.check("id", "1234"))
        .isEqualTo(new CheckResult.Throttled(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void knowsARefusedAccount(int status) {
    simulator.define(Fault.onAll(Effect.status(status)));
    assertThat(provider.send(NUMBER, Channel.SMS)).isEqualTo(new SendResult.NotSent(Cause.ACCOUNT));
    assertThat(provider.check("id", "1234")).isEqualTo(new CheckResult.NotSent(Cause.ACCOUNT));
  }

  @Test
  void knowsThatNobodyWasReached() {
    URI nobody = simulator.baseUrl();
    simulator.close();
    assertThat(providerAt(nobody, Duration.ofSeconds(20)).send(NUMBER, Channel.SMS))
        .isEqualTo(new SendResult.NotSent(Cause.UNREACHABLE));
  }

  static Stream<Effect> effectsThatSendNothing() {
    return Stream.of(Effect.notSent(), Effect.notReachable(), Effect.status(400));
  }

  @ParameterizedTest
  @MethodSource("effectsThatSendNothing")
  void knowsARefusal(Effect effect) {
    simulator.define(Fault.on(CallKind.SEND, effect));
    assertThat(provider.send(NUMBER, Channel.SMS))
        .isEqualTo(new SendResult.Refused(Reason.NOT_DELIVERABLE));
  }

  @Test
  void looksUpWhenMessagesWentOut() {
    Instant before = Instant.now().minusSeconds(1);
    assertThat(provider.lookUp(NUMBER)).isEqualTo(new LookUpResult.Answered(List.of()));
    provider.send(NUMBER, Channel.SMS);
    LookUpResult.Answered answer = (LookUpResult.Answered) provider.lookUp(NUMBER);
    assertThat(answer.sentTimes())
        .singleElement()
        .satisfies(time -> assertThat(time).isBetween(before, Instant.now().plusSeconds(1)));
  }

  private Message message() {
    return simulator.expectMessage(NUMBER.digits(), Duration.ofSeconds(5));
  }

  private static Provider providerAt(URI baseUrl, Duration callTimeout) {
    InfobipAccount account =
        new InfobipAccount(
            baseUrl.toString(),
            "key",
            ReadyMade.DEFAULTS.applicationId(),
            ReadyMade.DEFAULTS.messageId());
    ProviderPolicy policy =
        new ProviderPolicy(
            callTimeout, callTimeout, 10, Duration.ofMillis(500), Duration.ofSeconds(15));
    return new InfobipConfiguration()
        .infobip(account, policy, Clock.systemUTC(), new SimpleMeterRegistry());
  }
}
