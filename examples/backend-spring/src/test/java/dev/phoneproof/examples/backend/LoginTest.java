package dev.phoneproof.examples.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
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
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LoginTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final PlayedPhoneProof PHONE_PROOF = new PlayedPhoneProof();

  @LocalServerPort private int port;

  private String login;
  private String verification;
  private String nonce;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("backend.gateway", PHONE_PROOF::address);
    registry.add("backend.issuer", () -> PlayedPhoneProof.ISSUER);
    registry.add("backend.api-key", () -> "the-key");
  }

  @AfterAll
  static void stop() {
    PHONE_PROOF.close();
  }

  @BeforeEach
  void begin() {
    JsonNode begun = JSON.readTree(post("/logins", Map.of("user", "ana")).body());
    login = begun.get("login").stringValue();
    verification = begun.get("verification").stringValue();
    nonce = PHONE_PROOF.asked().get("nonce").stringValue();
  }

  @Test
  void asksForTheNumberOfItsOwnRecords() {
    assertThat(PHONE_PROOF.apiKey()).isEqualTo("the-key");
    assertThat(PHONE_PROOF.asked().get("phoneNumber").stringValue()).isEqualTo("+385912345678");
    assertThat(PHONE_PROOF.asked().get("purpose").stringValue()).isEqualTo("login");
    assertThat(post("/logins", Map.of("user", "nobody")).statusCode()).isEqualTo(404);
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
        Arguments.of("aud", "bank"),
        Arguments.of("exp", Date.from(Instant.now().minusSeconds(1))),
        Arguments.of("exp", null),
        Arguments.of("sub", UUID.randomUUID().toString()),
        Arguments.of("purpose", "payment"),
        Arguments.of("nonce", "another"),
        Arguments.of("nonce", null),
        Arguments.of("phone_number", "+385919999999"),
        Arguments.of("phone_number", null),
        Arguments.of("jti", null));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void refusesAProofOfSomethingElse(String claim, Object value) {
    String proof = PHONE_PROOF.sign(claims().claim(claim, value).build());
    assertThat(bring(proof).statusCode()).isEqualTo(401);
    assertThat(bring(PHONE_PROOF.sign(claims().build())).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnotherTypeKeyOrSignature() {
    JWTClaimsSet claims = claims().build();
    String good = PHONE_PROOF.sign(claims);
    for (String wrong :
        new String[] {
          PHONE_PROOF.sign(claims, h -> h.type(JOSEObjectType.JWT), PHONE_PROOF.key()),
          PHONE_PROOF.sign(claims, h -> h.type(null), PHONE_PROOF.key()),
          PHONE_PROOF.sign(claims, h -> h, PlayedPhoneProof.key("one")),
          PHONE_PROOF.sign(claims, h -> h.keyID("two"), PlayedPhoneProof.key("two")),
          "eyJhbGciOiJub25lIiwidHlwIjoicGhvbmVwcm9vZitqd3QifQ." + good.split("\\.")[1] + ".",
          good.substring(0, good.length() - 8) + "AAAAAAAA",
          "",
          "a.b.c"
        }) {
      assertThat(bring(wrong).statusCode()).as(wrong).isEqualTo(401);
    }
    assertThat(bring(good).statusCode()).isEqualTo(200);
  }

  private JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(PlayedPhoneProof.ISSUER)
        .audience("shop")
        .subject(verification)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("purpose", "login")
        .claim("nonce", nonce)
        .claim("phone_number", "+385912345678")
        .claim("amr", new String[] {"otp", "sms"});
  }

  private HttpResponse<String> bring(String proof) {
    return post("/logins/" + login + "/proof", Map.of("proof", proof));
  }

  private HttpResponse<String> post(String path, Map<String, String> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
