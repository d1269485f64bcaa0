package dev.phoneproof.events.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventType;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.sealing.OpeningException.BoundElsewhere;
import dev.phoneproof.events.sealing.OpeningException.NotOpenable;
import dev.phoneproof.events.sealing.OpeningException.UnknownKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed, nothing opens, and what is said of it is one fixed word. */
class TamperingTest {

  private static final String NUMBER = "+385912345678";
  private static final UUID ID = UUID.randomUUID();
  private static final Binding BINDING =
      new Binding(ID, ID.toString(), EventType.OTP_REQUESTED, "shop", "phoneNumber");

  private final ECKey key = TestKeys.key("one");
  private final Sealer sealer = Sealer.of(TestKeys.publicSet(key));
  private final Opener opener = Opener.of(TestKeys.privateSet(key));
  private final String sealed = sealer.seal(NUMBER, BINDING);

  @Test
  void opensForNothingButWhatItIsBoundTo() {
    for (Binding other :
        List.of(
            new Binding(
                UUID.randomUUID(), ID.toString(), EventType.OTP_REQUESTED, "shop", "phoneNumber"),
            new Binding(ID, "other", EventType.OTP_REQUESTED, "shop", "phoneNumber"),
            new Binding(ID, ID.toString(), EventType.OTP_SUBMITTED, "shop", "phoneNumber"),
            new Binding(ID, ID.toString(), EventType.OTP_REQUESTED, "bank", "phoneNumber"),
            new Binding(ID, ID.toString(), EventType.OTP_REQUESTED, "shop", "pin"))) {
      assertThatThrownBy(() -> opener.open(sealed, other))
          .isExactlyInstanceOf(BoundElsewhere.class)
          .hasMessage("bound_elsewhere");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"verificationId", "eventId", "eventType", "clientId", "member"})
  void opensNothingThatIsNotBoundAtAll(String missing) throws Exception {
    JWEHeader.Builder header = header("one");
    BINDING
        .headerMembers()
        .forEach((name, value) -> {
          if (!name.equals(missing)) {
            header.customParam(name, value);
          }
        });
    assertThatThrownBy(() -> opener.open(encrypted(header), BINDING))
        .isExactlyInstanceOf(BoundElsewhere.class);
  }

  @Test
  void namesTheKeyThatIsNotThere() {
    String foreign = Sealer.of(TestKeys.publicSet(TestKeys.key("later"))).seal(NUMBER, BINDING);
    UnknownKey unknown =
        catchThrowableOfType(UnknownKey.class, () -> opener.open(foreign, BINDING));
    assertThat(unknown).hasMessage("unknown_key");
    assertThat(unknown.keyId()).isEqualTo("later");
  }

  @Test
  void opensNothingThatIsSealedForAnotherKeyOfTheSameName() {
    String foreign = Sealer.of(TestKeys.publicSet(TestKeys.key("one"))).seal(NUMBER, BINDING);
    assertNotOpenable(foreign);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "4"})
  void opensNoneOfWhichAnyPartWasChanged(int part) throws Exception {
    // With the content key known already, so that the cache does not help an attacker either.
    opener.open(sealed, BINDING);
    for (UnaryOperator<String> change :
        List.<UnaryOperator<String>>of(
            text -> "",
            text -> text.substring(0, text.length() - 4),
            text -> text + "AAAA",
            text -> (text.startsWith("A") ? "B" : "A") + text.substring(1))) {
      String[] parts = sealed.split("\\.");
      parts[part] = change.apply(parts[part]);
      assertNotOpenable(String.join(".", parts));
    }
  }

  @Test
  void opensNoneWithTheHeaderOfAnother() {
    String[] mine = sealed.split("\\.");
    Binding other = new Binding(ID, "other", EventType.OTP_REQUESTED, "shop", "phoneNumber");
    mine[0] = sealer.seal(NUMBER, other).split("\\.")[0];
    assertThatThrownBy(() -> opener.open(String.join(".", mine), other))
        .isExactlyInstanceOf(NotOpenable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ECDH-ES+A256KW\" | \"none\"",
        "\"ECDH-ES+A256KW\" | \"dir\"",
        "\"ECDH-ES+A256KW\" | \"ECDH-ES\"",
        "\"ECDH-ES+A256KW\" | \"ECDH-ES+A128KW\"",
        "\"A256GCM\" | \"A128GCM\"",
        "\"A256GCM\" | \"A256CBC-HS512\"",
        "\"A256GCM\" | \"A256GCM\",\"zip\":\"DEF\"",
        "\"A256GCM\" | \"A256GCM\",\"crit\":[\"exp\"],\"exp\":1",
        "\"A256GCM\" | \"A256GCM\",\"clientId\":\"bank\"",
        "\"kid\":\"one\" | \"kid\":\"+385 91 234 5678\"",
        "\"kid\":\"one\" | \"kid\":1",
        "\"kid\":\"one\" | \"typ\":\"x\"",
        "\"kty\":\"EC\" | \"kty\":\"OKP\"",
        "\"crv\":\"P-256\" | \"crv\":\"P-384\"",
        "\"epk\" | \"ekp\""
      })
  void opensNoneWithAnotherHeader(String from, String to) {
    String[] parts = sealed.split("\\.");
    String header = Base64URL.from(parts[0]).decodeToString();
    assertThat(header).contains(from);
    parts[0] = Base64URL.encode(header.replace(from, to)).toString();
    assertNotOpenable(String.join(".", parts));
  }

  /** Genuine ones, made by somebody who knows the public key: the rules hold for them too. */
  @Test
  void opensNoneOfAnotherKindThatIsGenuine() throws Exception {
    List<JWEHeader.Builder> others = new ArrayList<>();
    others.add(new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM));
    others.add(new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A128KW, EncryptionMethod.A256GCM));
    others.add(new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256CBC_HS512));
    others.add(header("one").compressionAlgorithm(com.nimbusds.jose.CompressionAlgorithm.DEF));
    others.add(header("one").criticalParams(Set.of("member")));
    for (JWEHeader.Builder header : others) {
      BINDING.headerMembers().forEach(header::customParam);
      assertNotOpenable(encrypted(header.keyID("one")));
    }
  }

  @Test
  void readsNothingThatIsTooLong() {
    assertNotOpenable(sealer.seal("1".repeat(5000), BINDING));
  }

  @Test
  void refusesWhatIsNoNumberOnceItIsOpen() {
    Instant now = Instant.EPOCH;
    OtpRequested request =
        OtpRequested.overSms(
            ID, "shop", PhoneNumber.sealed(sealer.seal("091 234 5678", BINDING)), "login", now);
    assertThatThrownBy(() -> opener.open(CloudEvent.of(request, "/s", now)))
        .isExactlyInstanceOf(NotOpenable.class)
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{\"pin\":\"48 21\"}",
        "{\"pin\":\"4821\",\"replyKey\":\"c2hvcnQ\"}",
        "{\"pin\":\"4821\",\"replyKey\":null}",
        "{\"pin\":\"4821\",\"replyKey\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\"}"
      })
  void refusesWhatIsNoPinOnceItIsOpen(String content) {
    UUID submission = UUID.randomUUID();
    Binding pin = new Binding(ID, submission.toString(), EventType.OTP_SUBMITTED, "shop", "pin");
    OtpSubmitted submitted =
        new OtpSubmitted(
            ID, "shop", submission, Pin.sealed(sealer.seal(content, pin)), Instant.EPOCH);
    assertThatThrownBy(() -> opener.open(CloudEvent.of(submitted, "/s", Instant.EPOCH)))
        .isExactlyInstanceOf(NotOpenable.class)
        .hasNoCause();
  }

  private void assertNotOpenable(String text) {
    assertThatThrownBy(() -> opener.open(text, BINDING))
        .isExactlyInstanceOf(NotOpenable.class)
        .hasMessage("not_openable")
        .hasNoCause();
  }

  private static JWEHeader.Builder header(String keyId) {
    return new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
        .keyID(keyId);
  }

  private String encrypted(JWEHeader.Builder header) throws Exception {
    JWEObject jwe = new JWEObject(header.build(), new Payload(NUMBER));
    jwe.encrypt(new ECDHEncrypter(key.toPublicJWK()));
    return jwe.serialize();
  }
}
