package dev.phoneproof.worker.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.Backend;
import dev.phoneproof.worker.SigningPair;
import dev.phoneproof.worker.client.Clients;
import dev.phoneproof.worker.storage.Sealed;
import dev.phoneproof.worker.verification.Msisdn;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofSignerTest {

  private static final SigningPair KEYS = SigningPair.named("first");
  private static final String ISSUER = "https://verify.example";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.900Z");
  private static final Msisdn NUMBER = new Msisdn("+385912345678");
  private static final Clients CLIENTS =
      Clients.parse(
          "{\"clients\":[{\"id\":\"shop\",\"numberInProofs\":true},"
              + "{\"id\":\"ads\",\"numberInProofs\":false},"
              + "{\"id\":\"mail\",\"numberInProofs\":false}]}");

  private final UUID id = UUID.randomUUID();

  @Test
  void saysWhatWasProvedAndForWhom() throws Exception {
    CallerData attached =
        new CallerData("order-4711", "n-1", new Transaction("12.50", "EUR", "Café Müller 7"));
    JwtClaims claims = check(sign(subject("shop", Channel.SMS, attached)), "shop");

    assertThat(claims.getSubject()).isEqualTo(id.toString());
    assertThat(claims.getStringClaimValue("phone_number")).isEqualTo(NUMBER.e164());
    assertThat(claims.getStringClaimValue("purpose")).isEqualTo("payment");
    assertThat(claims.getStringClaimValue("nonce")).isEqualTo("n-1");
    assertThat(claims.getStringClaimValue("reference")).isEqualTo("order-4711");
    assertThat(claims.getClaimValue("transaction"))
        .isEqualTo(Map.of("amount", "12.50", "currency", "EUR", "payee", "Café Müller 7"));
    assertThat(claims.getStringListClaimValue("amr")).containsExactly("otp", "sms");
    assertThat(UUID.fromString(claims.getJwtId())).isNotNull();
    assertThat(claims.getIssuedAt()).isEqualTo(NumericDate.fromSeconds(NOON.getEpochSecond()));
    assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
        .isEqualTo(300);
  }

  @Test
  void leavesOutWhatThereIsNot() throws Exception {
    JwtClaims claims = check(sign(subject("shop", Channel.VOICE, CallerData.NONE)), "shop");

    assertThat(claims.getClaimNames())
        .containsExactlyInAnyOrder(
            "iss", "aud", "sub", "jti", "iat", "exp", "purpose", "amr", "phone_number");
    assertThat(claims.getStringListClaimValue("amr")).containsExactly("otp", "tel");
  }

  /** The same person is recognised by the client, and by no two clients together. */
  @Test
  void givesATagInPlaceOfTheNumberThatAClientMayNotSee() throws Exception {
    String first = sign(subject("ads", Channel.SMS, CallerData.NONE));
    String payload = new String(Base64.getUrlDecoder().decode(first.split("\\.")[1]), UTF_8);
    String tag = tag(first, "ads");

    assertThat(payload).doesNotContain("385912345678", "phone_number\"");
    assertThat(tag)
        .matches("[A-Za-z0-9_-]{43}")
        .isEqualTo(tag(sign(subject("ads", Channel.SMS, CallerData.NONE)), "ads"))
        .isNotEqualTo(tag(sign(subject("mail", Channel.SMS, CallerData.NONE)), "mail"));
    assertThat(new NumberTags(new byte[32]).of("ads", new Msisdn("+385912345679")))
        .isNotEqualTo(tag);
  }

  @Test
  void isGoodForNobodyElseAndNotLater() {
    String proof = sign(subject("shop", Channel.SMS, CallerData.NONE));
    String otherKeys = SigningPair.named("first").publicKeys();

    assertThatThrownBy(() -> check(proof, "bank")).isInstanceOf(InvalidJwtException.class);
    assertThatThrownBy(
            () -> Backend.check(proof, otherKeys, ISSUER, "shop", at(NOON.getEpochSecond())))
        .isInstanceOf(InvalidJwtException.class);
    assertThatThrownBy(() ->
            Backend.check(
                proof, KEYS.publicKeys(), ISSUER, "shop", at(NOON.getEpochSecond() + 300)))
        .isInstanceOf(InvalidJwtException.class);
  }

  @Test
  void signsWithTheFirstKeyAndNamesIt() throws Exception {
    String older = SigningPair.named("older").privateKeys().replace("{\"keys\":[", ",");
    ProofSigner signer = signer(KEYS.privateKeys().replace("]}", "") + older);
    String proof = signer.sign(subject("shop", Channel.SMS, CallerData.NONE), NUMBER);

    assertThat(
            JsonWebSignature.fromCompactSerialization(proof)
                .getHeaders()
                .getFullHeaderAsJsonString())
        .contains("\"kid\":\"first\"", "\"typ\":\"phoneproof+jwt\"", "\"alg\":\"ES256\"");
    check(proof, "shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"keys\":[]}",
        "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"c2VjcmV0\"}]}",
        "c2VjcmV0LXNlY3JldA=="
      })
  void refusesKeysThatAreNone(String keys) {
    assertThatThrownBy(() -> ProofKeys.parse(keys))
        .hasMessageStartingWith("PHONEPROOF_PROOF_KEYS is malformed: must ")
        .hasMessageNotContaining("c2VjcmV0")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"sig\" | \"enc\"", "P-256 | P-384", "\"kid\":\"first\" | \"kid\":\"a b\""})
  void refusesKeysForAnotherUseOrWithoutAName(String from, String to) {
    String keys = KEYS.privateKeys();
    assertThat(keys).contains(from);
    assertThatThrownBy(() -> ProofKeys.parse(keys.replace(from, to)))
        .hasMessageStartingWith("PHONEPROOF_PROOF_KEYS is malformed: must ");
  }

  @Test
  void refusesPublicKeysAndTwoOfOneName() {
    for (String wrong :
        List.of(
            KEYS.publicKeys(),
            KEYS.privateKeys().replace("]}", "")
                + KEYS.privateKeys().replace("{\"keys\":[", ","))) {
      assertThatThrownBy(() -> ProofKeys.parse(wrong))
          .hasMessageStartingWith("PHONEPROOF_PROOF_KEYS is malformed: must ");
    }
  }

  @Test
  void refusesAMixedUpKey() throws Exception {
    ECKey mine = JWKSet.parse(KEYS.privateKeys()).getKeys().getFirst().toECKey();
    ECKey other = JWKSet.parse(SigningPair.named("o").privateKeys()).getKeys().getFirst().toECKey();
    ECKey mixed =
        new ECKey.Builder(mine.getCurve(), mine.getX(), mine.getY())
            .d(other.getD())
            .keyID("mixed")
            .build();
    assertThatThrownBy(() -> ProofKeys.parse(new JWKSet(mixed).toString(false)))
        .hasMessageEndingWith("must hold private keys with the public parts that belong to them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "\u00e9"})
  void refusesAnIssuerThatIsNoName(String issuer) {
    assertThatThrownBy(() -> new ProofPolicy(issuer))
        .hasMessage("PHONEPROOF_PROOF_ISSUER must be 1 to 255 visible ASCII characters");
  }

  private String sign(ProofSubject subject) {
    return signer(KEYS.privateKeys()).sign(subject, NUMBER);
  }

  private static ProofSigner signer(String keys) {
    return new ProofSigner(
        ProofKeys.parse(keys),
        new ProofPolicy(ISSUER),
        CLIENTS,
        new NumberTags(new byte[32]),
        Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private ProofSubject subject(String client, Channel channel, CallerData attached) {
    return new ProofSubject(
        UUID.randomUUID(), id, client, new Sealed(id, null), channel, "payment", attached);
  }

  private static JwtClaims check(String proof, String client) throws InvalidJwtException {
    return Backend.check(proof, KEYS.publicKeys(), ISSUER, client, at(NOON.getEpochSecond() + 1));
  }

  private static String tag(String proof, String client) throws Exception {
    return check(proof, client).getStringClaimValue("phone_number_tag");
  }

  private static NumericDate at(long second) {
    return NumericDate.fromSeconds(second);
  }
}
