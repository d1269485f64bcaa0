package dev.phoneproof.events.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.EventType;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.events.VerificationChanged;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the test vectors, which other languages' authors go by, and the golden examples. */
class VectorsTest {

  private static final JsonNode FILE = json("vectors/sealing.json");
  private static final JsonNode PROOF = json("vectors/proof.json");

  private final Opener opener = Opener.of(FILE.get("privateKeys").toString());

  static Stream<JsonNode> vectors() {
    return FILE.get("vectors").valueStream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void opens(JsonNode vector) throws Exception {
    JsonNode header = vector.get("header");
    Binding binding =
        new Binding(
            UUID.fromString(text(header, "verificationId")),
            text(header, "eventId"),
            EventType.ofCeType(text(header, "eventType")).orElseThrow(),
            text(header, "clientId"),
            text(header, "member"));
    assertThat(opener.open(text(vector, "compact"), binding)).isEqualTo(text(vector, "plain"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void areOpenedByAStockLibrary(JsonNode vector) throws Exception {
    ECKey key = JWKSet.parse(FILE.get("privateKeys").toString()).getKeys().get(0).toECKey();
    JWEObject jwe = JWEObject.parse(text(vector, "compact"));
    jwe.decrypt(new ECDHDecrypter(key));
    assertThat(jwe.getPayload()).hasToString(text(vector, "plain"));
  }

  /** Each value that they name is the one that went in. */
  @ParameterizedTest
  @MethodSource("vectors")
  void areMadeOfTheirParts(JsonNode vector) {
    String[] parts = text(vector, "compact").split("\\.");
    byte[] cipherText =
        Gcm.encrypt(
            new SecretKeySpec(Base64URL.from(text(vector, "contentKey")).decode(), "AES"),
            Base64URL.from(text(vector, "iv")).decode(),
            text(vector, "plain").getBytes(UTF_8),
            parts[0].getBytes(US_ASCII));
    byte[] expected =
        Stream.of("ciphertext", "tag")
            .map(name -> new String(Base64URL.from(text(vector, name)).decode(), ISO_8859_1))
            .reduce("", String::concat)
            .getBytes(ISO_8859_1);

    assertThat(new JsonMapper().readTree(Base64URL.from(parts[0]).decode()))
        .isEqualTo(vector.get("header"));
    assertThat(cipherText).isEqualTo(expected);
    assertThat(parts)
        .containsExactly(
            parts[0],
            text(vector, "encryptedKey"),
            text(vector, "iv"),
            text(vector, "ciphertext"),
            text(vector, "tag"));
  }

  @Test
  void theirPublicKeyIsThePrivateOnes() throws Exception {
    assertThat(JWKSet.parse(FILE.get("privateKeys").toString()).toPublicJWKSet().toJSONObject())
        .isEqualTo(JWKSet.parse(FILE.get("publicKeys").toString()).toJSONObject());
  }

  @Test
  void theGoldenExamplesOpen() throws Exception {
    assertThat(((OtpRequested) example("OtpRequested.v1.full")).phoneNumber())
        .isEqualTo(PhoneNumber.plain("+385912345678"));
    OtpSubmitted submitted = (OtpSubmitted) example("OtpSubmitted.v1.full");
    assertThat(submitted.pin()).isEqualTo(Pin.plain("4821"));
    assertThat(submitted.replyKey()).isEqualTo(ReplyKey.of(text(PROOF, "replyKey")));
  }

  @Test
  void theProofOpensWithItsReplyKey() throws Exception {
    ReplyKey key = ReplyKey.of(text(PROOF, "replyKey"));
    VerificationChanged verified = (VerificationChanged) example("VerificationChanged.v1.verified");

    assertThat(verified.answer().proof()).isEqualTo(text(PROOF, "sealed"));
    assertThat(SealedProof.open(text(PROOF, "sealed"), key)).contains(text(PROOF, "proof"));
    assertThat(new JsonMapper().readTree(Base64URL.from(firstPart("sealed")).decode()))
        .isEqualTo(PROOF.get("sealedHeader"));
  }

  @Test
  void theProofIsSignedWithItsKey() throws Exception {
    JWSObject proof = JWSObject.parse(text(PROOF, "proof"));
    ECKey key = JWKSet.parse(PROOF.get("publicKeys").toString()).getKeys().get(0).toECKey();

    assertThat(proof.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(new JsonMapper().readTree(proof.getPayload().toBytes()))
        .isEqualTo(PROOF.get("claims"));
    assertThat(new JsonMapper().readTree(Base64URL.from(firstPart("proof")).decode()))
        .isEqualTo(PROOF.get("header"));
  }

  private static String firstPart(String name) {
    return text(PROOF, name).split("\\.")[0];
  }

  private Event example(String name) throws Exception {
    JsonNode example = json("examples/" + name + ".json");
    Map<String, String> headers = new TreeMap<>();
    example
        .get("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().stringValue()));
    byte[] data = example.get("data").toString().getBytes(UTF_8);
    CloudEvent<? extends Event> event = new EventCodec().decode(headers, data);
    return opener.open(event).data();
  }

  private static String text(JsonNode node, String name) {
    return node.get(name).stringValue();
  }

  private static JsonNode json(String name) {
    try (InputStream in = EventCodec.class.getResourceAsStream(name)) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
