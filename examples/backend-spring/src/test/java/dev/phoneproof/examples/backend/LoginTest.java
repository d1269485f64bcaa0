package dev.phoneproof.examples.backend;

import static dev.phoneproof.examples.backend.PlayedPhoneProof.header;
import static dev.phoneproof.examples.backend.PlayedPhoneProof.signer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LoginTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final PlayedPhoneProof PHONE_PROOF = new PlayedPhoneProof();
  private static final MovedClock CLOCK = new MovedClock();

  @LocalServerPort private int port;
  @TestBean private Clock clock;

  private String login;
  private String verification;
  private String nonce;

  static Clock clock() {
    return CLOCK;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("backend.gateway", PHONE_PROOF::address);
    registry.add("backend.issuer", () -> PlayedPhoneProof.ISSUER);
    registry.add("backend.api-key", () -> PlayedPhoneProof.API_KEY);
    registry.add("backend.users.ben.password-hash", () -> "{noop}elderberry");
    registry.add("backend.users.ben.phone-number", () -> "+385919999999");
  }

  @AfterAll
  static void stop() {
    PHONE_PROOF.close();
  }

  @BeforeEach
  void begin() {
    CLOCK.ahead = Duration.ZERO;
    JsonNode begun = JSON.readTree(logIn("ana", "tangerine", "").body());
    login = begun.get("login").stringValue();
    verification = begun.get("verification").stringValue();
    nonce = PHONE_PROOF.asked().get("nonce").stringValue();
  }

  @Test
  void asksForTheNumberOfItsOwnRecords() {
    assertThat(PHONE_PROOF.asked().get("phoneNumber").stringValue()).isEqualTo("+385912345678");
  }

  @Test
  void givesThePageATokenThatDoesNotTellTheNumber() {
    JsonNode begun = JSON.readTree(logIn("ana", "tangerine", "").body());
    assertThat(begun.propertyNames()).containsExactlyInAnyOrder("login", "verification", "token");
    assertThat(begun.get("token").stringValue()).isEqualTo(PlayedPhoneProof.TOKEN_WITHOUT_NUMBER);
  }

  @Test
  void answersAnUnknownUserLikeAWrongPassword() {
    JsonNode before = PHONE_PROOF.asked();
    HttpResponse<String> wrong = logIn("ana", "of nobody", "");
    HttpResponse<String> unknown = logIn("nobody", "of nobody", "");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(unknown.headers().map().keySet()).isEqualTo(wrong.headers().map().keySet());
    assertThat(post("/logins", "{\"user\":null}", "").statusCode()).isEqualTo(401);
    assertThat(PHONE_PROOF.asked()).as("no message was asked for").isSameAs(before);
  }

  @Test
  void saysOnWhichDevicesItKnowsTheUser() {
    assertThat(PHONE_PROOF.asked().get("knownDevice").booleanValue()).isFalse();
    String set = bring(PHONE_PROOF.sign(claims().build())).headers().firstValue("Set-Cookie").get();
    assertThat(set)
        .startsWith("__Host-device=")
        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict");
    String cookie = set.substring(0, set.indexOf(';'));

    logIn("ana", "tangerine", cookie);
    assertThat(PHONE_PROOF.asked().get("knownDevice").booleanValue()).isTrue();
    logIn("ben", "elderberry", cookie);
    assertThat(PHONE_PROOF.asked().get("knownDevice").booleanValue()).isFalse();
    logIn("ana", "tangerine", "__Host-device=made-up");
    assertThat(PHONE_PROOF.asked().get("knownDevice").booleanValue()).isFalse();
  }

  @Test
  void logsInWithAGoodProofOnce() {
    String proof = PHONE_PROOF.sign(claims().build());
    HttpResponse<String> answer = bring(proof);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"user\":\"ana\"}");
    assertThat(bring(proof).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesAnOldLogin() {
    CLOCK.ahead = Duration.ofMinutes(15);
    assertThat(bring(PHONE_PROOF.sign(claims().build())).statusCode()).isEqualTo(404);
  }

  @Test
  void takesAProofOnceEvenIfAllElseFits() {
    JWTClaimsSet.Builder used = claims();
    assertThat(bring(PHONE_PROOF.sign(used.build())).statusCode()).isEqualTo(200);
    String id = used.build().getJWTID();
    begin();
    assertThat(bring(PHONE_PROOF.sign(claims().jwtID(id).build())).statusCode()).isEqualTo(401);
    assertThat(bring(PHONE_PROOF.sign(claims().build())).statusCode()).isEqualTo(200);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("iss", "https://other.example"),
        Arguments.of("iss", null),
        Arguments.of("aud", "bank"),
        Arguments.of("aud", null),
        Arguments.of("exp", Date.from(Instant.now().minusSeconds(1))),
        Arguments.of("exp", null),
        Arguments.of("sub", UUID.randomUUID().toString()),
        Arguments.of("sub", null),
        Arguments.of("purpose", "payment"),
        Arguments.of("purpose", null),
        Arguments.of("nonce", "another"),
        Arguments.of("nonce", null),
        Arguments.of("phone_number", "+385919999999"),
        Arguments.of("phone_number", null),
        Arguments.of("jti", null));
  }

  /** The rest of the proof is good: only the check of this claim can refuse it. */
  @ParameterizedTest
  @MethodSource("changes")
  void refusesAProofOfSomethingElse(String claim, Object value) {
    String proof = PHONE_PROOF.sign(claims().claim(claim, value).build());
    assertThat(bring(proof).statusCode()).isEqualTo(401);
    assertThat(bring(PHONE_PROOF.sign(claims().build())).statusCode()).isEqualTo(200);
  }

  @Test
  void choosesTheAlgorithmItself() throws JOSEException {
    JWTClaimsSet claims = claims().build();
    byte[] publicKey = PHONE_PROOF.key().toECPublicKey().getEncoded();
    refuses(
        // Good signatures of keys that the gateway shows.
        PlayedPhoneProof.sign(
            claims,
            header(JWSAlgorithm.RS256, "rsa").build(),
            new RSASSASigner(PHONE_PROOF.rsaKey())),
        PlayedPhoneProof.sign(
            claims, header(JWSAlgorithm.ES384, "p384").build(), signer(PHONE_PROOF.p384Key())),
        // The public key, taken for a password; and no signature at all.
        PlayedPhoneProof.sign(
            claims, header(JWSAlgorithm.HS256, "one").build(), new MACSigner(publicKey)),
        "eyJhbGciOiJub25lIiwidHlwIjoicGhvbmVwcm9vZitqd3QifQ."
            + PHONE_PROOF.sign(claims).split("\\.")[1]
            + ".");
  }

  @Test
  void refusesAnotherType() {
    JWTClaimsSet claims = claims().build();
    JWSHeader.Builder good = header(JWSAlgorithm.ES256, "one");
    refuses(
        PlayedPhoneProof.sign(
            claims, good.type(JOSEObjectType.JWT).build(), signer(PHONE_PROOF.key())),
        PlayedPhoneProof.sign(claims, good.type(null).build(), signer(PHONE_PROOF.key())));
  }

  @Test
  void refusesAnotherKeyOrSignature() {
    JWTClaimsSet claims = claims().build();
    String good = PHONE_PROOF.sign(claims);
    refuses(
        PlayedPhoneProof.sign(
            claims,
            header(JWSAlgorithm.ES256, "one").build(),
            signer(PlayedPhoneProof.ecKey("one", Curve.P_256))),
        ofAnUnknownKey(claims),
        good.substring(0, good.length() - 8) + "AAAAAAAA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"proof\":null}", "{\"proof\":\"\"}", "{\"proof\":\"a.b.c\"}"})
  void refusesWhatIsNoProof(String body) {
    assertThat(post("/logins/" + login + "/proof", body, "").statusCode()).isEqualTo(401);
  }

  @Test
  void saysNothingAboutAProofWhenItCannotGetTheKeys() {
    String proof = ofAnUnknownKey(claims().build());
    PHONE_PROOF.away(true);
    try {
      assertThat(bring(proof).statusCode()).isEqualTo(503);
      assertThat(logIn("ana", "tangerine", "").statusCode()).isEqualTo(503);
    } finally {
      PHONE_PROOF.away(false);
    }
    assertThat(bring(proof).statusCode()).isEqualTo(401);
    assertThat(bring(PHONE_PROOF.sign(claims().build())).statusCode()).isEqualTo(200);
  }

  private void refuses(String... proofs) {
    for (String proof : proofs) {
      assertThat(bring(proof).statusCode()).as(proof).isEqualTo(401);
    }
    assertThat(bring(PHONE_PROOF.sign(claims().build())).statusCode()).isEqualTo(200);
  }

  private static String ofAnUnknownKey(JWTClaimsSet claims) {
    return PlayedPhoneProof.sign(
        claims,
        header(JWSAlgorithm.ES256, "two").build(),
        signer(PlayedPhoneProof.ecKey("two", Curve.P_256)));
  }

  /** Made a minute ago, so that an end a second ago is no contradiction. */
  private JWTClaimsSet.Builder claims() {
    Instant now = CLOCK.instant();
    return new JWTClaimsSet.Builder()
        .issuer(PlayedPhoneProof.ISSUER)
        .audience("shop")
        .subject(verification)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now.minusSeconds(60)))
        .expirationTime(Date.from(now.plusSeconds(240)))
        .claim("purpose", "login")
        .claim("nonce", nonce)
        .claim("phone_number", "+385912345678")
        .claim("amr", new String[] {"otp", "sms"});
  }

  private HttpResponse<String> logIn(String user, String password, String cookie) {
    String body = JSON.writeValueAsString(Map.of("user", user, "password", password));
    return post("/logins", body, cookie);
  }

  private HttpResponse<String> bring(String proof) {
    String body = JSON.writeValueAsString(Map.of("proof", proof));
    return post("/logins/" + login + "/proof", body, "");
  }

  private HttpResponse<String> post(String path, String body, String cookie) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .header("Cookie", cookie)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The time, or later. */
  private static final class MovedClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
