package dev.phoneproof.events.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.EventType;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.ReplyKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SealingTest {

  private static final String NUMBER = "+385912345678";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final UUID ID = UUID.randomUUID();
  private static final Binding BINDING =
      new Binding(ID, ID.toString(), EventType.OTP_REQUESTED, "shop", "phoneNumber");

  private final ECKey key = TestKeys.key("one");
  private final MovableClock clock = new MovableClock();
  private final Sealer sealer = Sealer.of(TestKeys.publicSet(key), clock);
  private final Opener opener = Opener.of(TestKeys.privateSet(key));

  @Test
  void sealsTheNumberOfARequestAndOpensItAgain() throws Exception {
    CloudEvent<OtpRequested> event = request();
    EventMessage message = new EventCodec().encode(sealer.seal(event));

    assertThat(new String(message.data(), UTF_8)).doesNotContain(NUMBER, "plain");
    assertThat(opener.open(new EventCodec().decode(message.headers(), message.data())))
        .isEqualTo(event);
  }

  @Test
  void sealsThePinOfASubmissionAndOpensItAgain() throws Exception {
    CloudEvent<OtpSubmitted> event =
        CloudEvent.of(
            new OtpSubmitted(ID, "shop", UUID.randomUUID(), Pin.plain("4821"), NOON), "/s", NOON);
    CloudEvent<OtpSubmitted> sealed = sealer.seal(event);

    assertThat(sealed.data().pin().plain()).isEmpty();
    assertThat(opener.open(sealed)).isEqualTo(event);
  }

  @Test
  void sealsTheReplyKeyBesideThePin() throws Exception {
    ReplyKey key = ReplyKey.random(new SecureRandom());
    CloudEvent<OtpSubmitted> event =
        CloudEvent.of(
            new OtpSubmitted(ID, "shop", UUID.randomUUID(), Pin.plain("4821"), key, NOON),
            "/s",
            NOON);
    EventMessage message = new EventCodec().encode(sealer.seal(event));

    assertThat(new String(message.data(), UTF_8)).doesNotContain(key.text(), "plain", "replyKey");
    assertThat(opener.open(new EventCodec().decode(message.headers(), message.data())))
        .isEqualTo(event);
  }

  @Test
  void leavesEventsAloneThatHoldNothingOrAreSealedAlready() throws Exception {
    CloudEvent<OtpCancelRequested> cancel =
        CloudEvent.of(new OtpCancelRequested(ID, "shop"), "/s", NOON);
    CloudEvent<OtpRequested> sealed = sealer.seal(request());

    assertThat(sealer.seal(cancel)).isSameAs(cancel);
    assertThat(sealer.seal(sealed)).isSameAs(sealed);
    assertThat(opener.open(cancel)).isSameAs(cancel);
  }

  @Test
  void makesWhatAStockLibraryOpens() throws Exception {
    JWEObject jwe = JWEObject.parse(sealer.seal(NUMBER, BINDING));
    jwe.decrypt(new ECDHDecrypter(key));

    assertThat(jwe.getPayload()).hasToString(NUMBER);
  }

  @Test
  void opensWhatAStockLibraryMakes() throws Exception {
    JWEHeader.Builder header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM).keyID("one");
    BINDING.headerMembers().forEach(header::customParam);
    JWEObject jwe = new JWEObject(header.build(), new Payload(NUMBER));
    jwe.encrypt(new ECDHEncrypter(key.toPublicJWK()));

    assertThat(opener.open(jwe.serialize(), BINDING)).isEqualTo(NUMBER);
  }

  @Test
  void keepsAContentKeyForFiveMinutesWithAFreshIvEachTime() {
    List<String[]> parts =
        IntStream.range(0, 100).mapToObj(i -> sealer.seal(NUMBER, BINDING).split("\\.")).toList();
    assertThat(parts.stream().map(one -> one[1]).distinct()).hasSize(1);
    assertThat(parts.stream().map(one -> one[2]).distinct()).hasSize(100);

    String used = parts.get(0)[1];
    clock.now = NOON.plus(Duration.ofMinutes(5)).minusMillis(1);
    assertThat(wrappedKey()).isEqualTo(used);
    clock.now = NOON.plus(Duration.ofMinutes(5));
    assertThat(wrappedKey()).isNotEqualTo(used);
  }

  /** Nothing is known of how old a key is then. */
  @Test
  void takesANewContentKeyWhenTheClockWasSetBack() {
    String used = wrappedKey();
    clock.now = NOON.minusSeconds(1);
    assertThat(wrappedKey()).isNotEqualTo(used);
  }

  @Test
  void usesAContentKeyNoMoreThanAMillionTimesByManyThreads() throws Exception {
    ContentKey content = ContentKey.wrappedFor(key, new SecureRandom(), clock.instant());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Integer> takes =
          () -> {
            int taken = 0;
            while (content.take(NOON)) {
              taken++;
            }
            return taken;
          };
      int taken = 0;
      for (Future<Integer> one : threads.invokeAll(List.of(takes, takes, takes, takes))) {
        taken += one.get();
      }
      assertThat(taken).isEqualTo(1 << 20);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void sealsFromManyThreadsWithOneKeyAndDifferentIvs() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<List<String>> seals =
          () -> IntStream.range(0, 200).mapToObj(i -> sealer.seal("n" + i, BINDING)).toList();
      Set<String> wrapped = new HashSet<>();
      Set<String> ivs = new HashSet<>();
      for (Future<List<String>> one : threads.invokeAll(List.of(seals, seals, seals, seals))) {
        for (int i = 0; i < 200; i++) {
          String[] parts = one.get().get(i).split("\\.");
          wrapped.add(parts[1]);
          ivs.add(parts[2]);
          assertThat(opener.open(one.get().get(i), BINDING)).isEqualTo("n" + i);
        }
      }
      assertThat(wrapped).hasSize(1);
      assertThat(ivs).hasSize(800);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void keepsABoundedNumberOfContentKeysThatOpenedSomething() throws Exception {
    ContentKeyCache cache = new ContentKeyCache(3);
    Opener bounded = Opener.of(TestKeys.privateSet(key), cache);
    for (int i = 0; i < 5; i++) {
      bounded.open(Sealer.of(TestKeys.publicSet(key)).seal(NUMBER, BINDING), BINDING);
    }
    assertThat(cache.size()).isEqualTo(3);
  }

  @Test
  void sealsWithTheFirstKeyAndOpensWithAll() throws Exception {
    ECKey newer = TestKeys.key("two");
    Opener both = Opener.of(TestKeys.privateSet(newer, key));
    CloudEvent<OtpRequested> old = sealer.seal(request());
    CloudEvent<OtpRequested> young = Sealer.of(TestKeys.publicSet(newer, key)).seal(request());

    assertThat(both.open(old).data().phoneNumber()).isEqualTo(PhoneNumber.plain(NUMBER));
    assertThat(both.open(young).data().phoneNumber()).isEqualTo(PhoneNumber.plain(NUMBER));
    assertThat(SealedText.parse(young.data().phoneNumber().sealed().orElseThrow()).keyId())
        .isEqualTo("two");
    assertThat(both.keyIds()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void refusesKeySetsThatAreNoneWithoutRepeatingThem() throws Exception {
    String d = key.getD().toString();
    String publicSet = TestKeys.publicSet(key);
    String privateSet = TestKeys.privateSet(key);
    ECKey otherCurve = new ECKeyGenerator(Curve.P_384).keyID("big").generate();
    ECKey nameless = new ECKeyGenerator(Curve.P_256).generate();

    for (String wrong :
        List.of(
            "",
            "{}",
            "{\"keys\":[]}",
            privateSet.replace("}", ""),
            TestKeys.publicSet(otherCurve),
            TestKeys.publicSet(nameless),
            TestKeys.publicSet(key, key),
            privateSet)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Sealer.of(wrong))
          .withMessageStartingWith("must ")
          .withMessageNotContaining(d)
          .withNoCause();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Opener.of(publicSet))
        .withMessage("must hold private keys only");
  }

  @Test
  void showsNoKey() {
    assertThat(sealer).hasToString("Sealer[one]");
    assertThat(opener).hasToString("Opener[one]");
  }

  private CloudEvent<OtpRequested> request() {
    return CloudEvent.of(
        OtpRequested.overSms(ID, "shop", PhoneNumber.plain(NUMBER), "login", NOON), "/s", NOON);
  }

  private String wrappedKey() {
    return sealer.seal(NUMBER, BINDING).split("\\.")[1];
  }

  private static final class MovableClock extends Clock {

    private volatile Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
