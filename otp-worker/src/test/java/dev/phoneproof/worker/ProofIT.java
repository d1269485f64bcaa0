package dev.phoneproof.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Origin;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.events.sealing.SealedProof;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.worker.privacy.Erasures;
import dev.phoneproof.worker.verification.Msisdn;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** From a right PIN to the proof that only those who asked for it can read. */
class ProofIT extends WithWorker {

  private static final Duration SOON = Duration.ofSeconds(15);

  private final ReplyKey key = newKey();
  private final UUID submission = UUID.randomUUID();

  @Test
  void provesTheNumberOfItsOwnRow() throws Exception {
    upstream.publish(
        new OtpRequested(
            id,
            "shop",
            PhoneNumber.plain("+" + digits),
            Channel.SMS,
            "en",
            "payment",
            new CallerData("order-4711", "n-1", new Transaction("12.50", "EUR", "Shop 7")),
            Origin.UNKNOWN,
            Instant.now(),
            null));
    upstream.awaitStatus(id, Status.SENT);
    submit(submission, message().pin(), key);

    JwtClaims claims =
        Backend.check(awaitProof(key), SigningPair.OURS.publicKeys(), SigningPair.ISSUER, "shop");
    assertThat(claims.getSubject()).isEqualTo(id.toString());
    assertThat(claims.getStringClaimValue("phone_number")).isEqualTo("+" + digits);
    assertThat(claims.getStringClaimValue("purpose")).isEqualTo("payment");
    assertThat(claims.getStringClaimValue("nonce")).isEqualTo("n-1");
    assertThat(claims.getStringClaimValue("reference")).isEqualTo("order-4711");
    assertThat(claims.getClaimValue("transaction"))
        .hasToString("{amount=12.50, currency=EUR, payee=Shop 7}");
  }

  /** Its jti and iat are those of the first, for the whole text is. */
  @Test
  void givesTheSameProofToARepeatUnderTheRepeatsOwnKey() {
    String proof = verified();
    ReplyKey another = newKey();
    submit(submission, message().pin(), another);
    assertThat(awaitProof(another)).isEqualTo(proof);
    assertThat(answers()).extracting(answer -> open(answer, key).isPresent()).contains(true, false);
    assertThat(worker.simulator().guesses(message().pinId()).verifyCalls()).isEqualTo(1);
  }

  @Test
  void givesTheProofToEachWhoAskedWhileItWasChecked() {
    sent();
    fault(CallKind.VERIFY, Effect.latency(Duration.ofMillis(1500)));
    ReplyKey another = newKey();
    submit(submission, message().pin(), key);
    await()
        .until(() ->
            row("select count(*) from submission where status = 'CHECKING' and id = ?", submission)
                .equals(1L));
    submit(submission, message().pin(), another);

    assertThat(awaitProof(key)).isEqualTo(awaitProof(another));
  }

  @Test
  void givesTheProofToARepeatThatWasTheFirstToAskWhileItWasChecked() {
    sent();
    fault(CallKind.VERIFY, Effect.latency(Duration.ofMillis(1500)));
    submit(submission, message().pin());
    await()
        .until(() ->
            row("select count(*) from submission where status = 'CHECKING' and id = ?", submission)
                .equals(1L));
    submit(submission, message().pin(), key);

    assertThat(awaitProof(key)).isNotBlank();
  }

  /** Who may write to Kafka and reads ids there knows no PIN. */
  @Test
  void givesNoProofToARepeatWithAnotherPin() {
    String proof = verified();
    ReplyKey thiefs = newKey();
    submit(submission, wrongPin(), thiefs);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(answers()).anyMatch(answer -> answer.proof() == null));
    assertThat(answers()).noneMatch(answer -> open(answer, thiefs).isPresent());
    ReplyKey owners = newKey();
    submit(submission, message().pin(), owners);
    assertThat(awaitProof(owners)).isEqualTo(proof);
  }

  @Test
  void givesNoProofToARepeatWithAnotherPinWhileTheFirstIsChecked() {
    sent();
    fault(CallKind.VERIFY, Effect.latency(Duration.ofMillis(1500)));
    ReplyKey thiefs = newKey();
    submit(submission, message().pin(), key);
    submit(submission, wrongPin(), thiefs);
    awaitProof(key);
    assertThat(answers()).noneMatch(answer -> open(answer, thiefs).isPresent());
  }

  @Test
  void publishesTheProofAgainWhenKafkaMayNotHaveIt() {
    String proof = verified();
    long before = answers().stream().filter(answer -> open(answer, key).isPresent()).count();
    database(
        "update submission set published = false, ended_at = now() - interval '3 seconds' where id = ?");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(answers().stream().flatMap(answer -> open(answer, key).stream()))
                .hasSizeGreaterThan((int) before)
                .containsOnly(proof));
  }

  @Test
  void keepsAProofForFiveMinutesAndThenTheVerdictAlone() {
    verified();
    assertThat(row("select proof_sealed from submission where id = ?", submission)).isNotNull();
    database("update submission set ended_at = now() - interval '5 minutes' where id = ?");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    row(
                        "select proof_sealed is null and reply_keys_sealed is null"
                            + " from submission where id = ?",
                        submission))
                .isEqualTo(true));

    submit(submission, message().pin(), newKey());
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(answers()).anyMatch(answer -> answer.proof() == null));
    assertThat(answers()).extracting(Answer::verdict).containsOnly(Verdict.VERIFIED);
  }

  @Test
  void givesNoProofToWhoeverWantsNone() {
    sent();
    submit(submission, message().pin());
    upstream.awaitVerdict(submission, Verdict.VERIFIED);
    assertThat(answers()).extracting(Answer::proof).containsOnlyNulls();
    assertThat(row("select proof_sealed from submission where id = ?", submission)).isNull();
  }

  @Test
  void givesNoProofForAWrongPinAndForgetsWhoAsked() {
    sent();
    submit(submission, wrongPin(), key);
    upstream.awaitVerdict(submission, Verdict.WRONG_PIN);
    assertThat(answers()).extracting(Answer::proof).containsOnlyNulls();
    assertThat(
            row(
                "select proof_sealed is null and reply_keys_sealed is null from submission"
                    + " where id = ?",
                submission))
        .isEqualTo(true);
  }

  @Test
  void showsTheProofToNobodyWhoReadsKafkaOrTheDatabase() {
    String proof = verified();
    String rows =
        String.valueOf(
            row("select row_to_json(s)::text from submission s where id = ?", submission));

    for (String secret : List.of(proof, proof.substring(0, 40), key.text())) {
      assertThat(rows).doesNotContain(secret, HexFormat.of().formatHex(secret.getBytes(UTF_8)));
      assertThat(answers()).noneMatch(answer -> String.valueOf(answer.proof()).contains(secret));
    }
  }

  @Test
  void erasesTheProofWithTheNumber() {
    verified();
    database(
        "update submission set published = false, ended_at = now() + interval '1 hour' where id = ?");
    worker.bean(Erasures.class).erase(new Msisdn("+" + digits), "test", "test");
    assertThat(
            row(
                "select count(*) from submission where id = ? and proof_sealed is not null",
                submission))
        .isEqualTo(0L);
  }

  private void sent() {
    request();
    upstream.awaitStatus(id, Status.SENT);
  }

  private String verified() {
    sent();
    submit(submission, message().pin(), key);
    return awaitProof(key);
  }

  private String awaitProof(ReplyKey asker) {
    await()
        .atMost(SOON)
        .until(() -> answers().stream().anyMatch(answer -> open(answer, asker).isPresent()));
    return answers().stream()
        .flatMap(answer -> open(answer, asker).stream())
        .findFirst()
        .orElseThrow();
  }

  private List<Answer> answers() {
    return upstream.answersTo(submission).stream()
        .map(VerificationChanged::answer)
        .map(Objects::requireNonNull)
        .toList();
  }

  private static Optional<String> open(Answer answer, ReplyKey with) {
    return Optional.ofNullable(answer.proof()).flatMap(proof -> SealedProof.open(proof, with));
  }

  private void database(String update) {
    worker.database().sql(update).param(submission).update();
  }

  private static ReplyKey newKey() {
    return ReplyKey.random(new SecureRandom());
  }
}
