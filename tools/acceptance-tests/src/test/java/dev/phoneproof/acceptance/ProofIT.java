package dev.phoneproof.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.phoneproof.events.Status;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.events.VerificationState;
import dev.phoneproof.events.VerificationState.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a backend can trust, and what no trick turns into a proof. */
@ExtendWith(WithRunningSystem.class)
class ProofIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEYS = "/.well-known/jwks.json";
  private static final String KEY = "Idempotency-Key";

  private final RunningSystem system;
  private final Person person;

  ProofIT(RunningSystem system) {
    this.system = system;
    this.person = system.person();
  }

  @Test
  void aLibraryThatIsNotOursAcceptsTheProof() throws Exception {
    ObjectNode request = person.request().put("nonce", "n-1").put("reference", "order-4711");
    request
        .putObject("transaction")
        .put("amount", "12.50")
        .put("currency", "EUR")
        .put("payee", "Shop 7");
    Verification verification = person.accepted(person.post(request));
    String proof = prove(verification, person.phone().pin());

    JwtClaims claims =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(
                new JwksVerificationKeyResolver(
                    new JsonWebKeySet(system.gateway().get(KEYS).expect(200).text())
                        .getJsonWebKeys()))
            .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "ES256"))
            .setExpectedType(true, "phoneproof+jwt")
            .setExpectedIssuer(Keys.ISSUER)
            .setExpectedAudience("shop")
            .setRequireExpirationTime()
            .setRequireJwtId()
            .build()
            .processToClaims(proof);
    assertThat(claims.getSubject()).isEqualTo(verification.id());
    assertThat(claims.getStringClaimValue("phone_number")).isEqualTo(person.phone().number());
    assertThat(claims.getStringClaimValue("purpose")).isEqualTo("login");
    assertThat(claims.getStringClaimValue("nonce")).isEqualTo("n-1");
    assertThat(claims.getStringClaimValue("reference")).isEqualTo("order-4711");
    assertThat(claims.getClaimValue("transaction"))
        .isEqualTo(Map.of("amount", "12.50", "currency", "EUR", "payee", "Shop 7"));
  }

  @Test
  void nodeAcceptsTheProofWithItsOwnCryptoAlone() throws Exception {
    if (!"required".equals(System.getenv("PHONEPROOF_NODE"))) {
      assumeThat(nodeIsThere()).as("Node 20 is here").isTrue();
    }
    Verification verification = person.asks();
    String proof = prove(verification, person.phone().pin());
    String expected =
        JSON.createObjectNode()
            .put("verificationId", verification.id())
            .put("purpose", "login")
            .put("phoneNumber", person.phone().number())
            .toString();

    assertThat(node(proof, expected)).startsWith("{").contains(verification.id());
    assertThat(node(proof, expected.replace("login", "payment"))).isEqualTo("refused: purpose\n");
  }

  /** The first answer is lost with its connection; nobody waits for it. */
  @Test
  void aRepeatOfALostAnswerBringsTheSameProof() {
    Verification verification = person.asks();
    String pin = person.phone().pin();
    verification.types(pin, KEY, "try-1", "Prefer", "respond-async").expect(202);

    String atOnce = proofIn(verification.types(pin, KEY, "try-1"));
    String later = proofIn(verification.types(pin, KEY, "try-1"));

    assertThat(later).isEqualTo(atOnce);
    verification.types(pin, KEY, "try-2").expectProblem(410, "verification_ended");
    verification
        .types(person.phone().wrongPin(), KEY, "try-1")
        .expectProblem(410, "verification_ended");
  }

  @Test
  void noOtherAnswerAndNoTopicShowsTheProof() {
    Verification verification = person.asks();
    String proof = prove(verification, person.phone().pin());

    assertThat(verification.looks().text()).doesNotContain("proof", proof);
    String outcome =
        Tape.text(
            system
                .tape()
                .awaitRecord(
                    "otp.outcomes", verification.id(), one -> Tape.text(one).contains("proof")));
    assertThat(outcome).doesNotContain(proof, proof.split("\\.")[1]);
  }

  @Test
  void theSameKeyWithAnotherNumberProvesOnesOwnNumberAlone() {
    Person victim = system.person();
    String key = UUID.randomUUID().toString();
    Verification victims = victim.asksWithKey(key);
    Verification own = person.asksWithKey(key);
    String ownPin = person.phone().pin();
    String victimsPin = victim.phone().pin();

    JsonNode claims = claims(proofIn(own.types(ownPin, KEY, "one")));
    assertThat(claims.path("phone_number").asString()).isEqualTo(person.phone().number());
    assertThat(claims.path("sub").asString()).isEqualTo(own.id());
    if (!ownPin.equals(victimsPin)) {
      Answer answer = victims.types(ownPin, KEY, "one").expect(200);
      assertThat(answer.member("reason")).isEqualTo("wrong_pin");
      assertThat(answer.text()).doesNotContain("proof");
    }
    own.withId(victims.id()).types(ownPin, KEY, "one").expect(404);
  }

  @Test
  void aForgedOutcomeProvesNothing() {
    Verification verification = person.asks();
    verification.awaitStatus("SENT");
    UUID id = UUID.fromString(verification.id());
    VerificationState forged =
        new VerificationState(id, Status.VERIFIED, null, null, null, "login", 5, Times.NONE, 1_000);
    system.upstream().publishes(new VerificationChanged("shop", forged, null));
    verification.awaitStatus("VERIFIED");

    Answer plain = verification.types(person.phone().wrongPin());
    Answer repeat = verification.types(person.phone().wrongPin(), KEY, "try-1");
    assertThat(plain.text() + repeat.text()).doesNotContain("\"verified\":true", "proof");
    plain.expectProblem(410, "verification_ended");
  }

  private static String prove(Verification verification, String pin) {
    return proofIn(verification.types(pin));
  }

  private static String proofIn(Answer answer) {
    assertThat(answer.expect(200).json().path("verified").asBoolean()).as(answer.text()).isTrue();
    return answer.member("proof");
  }

  private static JsonNode claims(String proof) {
    return JSON.readTree(new String(Base64.getUrlDecoder().decode(proof.split("\\.")[1]), UTF_8));
  }

  private String node(String proof, String expected) throws Exception {
    ProcessBuilder check =
        new ProcessBuilder("node", "check.mjs", proof, expected)
            .directory(Layout.root().resolve(Path.of("examples", "backend-node")).toFile())
            .redirectErrorStream(true);
    check.environment().put("PROOF_ISSUER", Keys.ISSUER);
    check.environment().put("PROOF_CLIENT_ID", "shop");
    check.environment().put("PROOF_KEYS_URL", system.gateway().address(KEYS).toString());
    Process process = check.start();
    try {
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean nodeIsThere() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
