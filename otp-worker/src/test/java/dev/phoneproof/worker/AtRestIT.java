package dev.phoneproof.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Acceptance;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.worker.storage.Keysets;
import dev.phoneproof.worker.storage.Vault;
import dev.phoneproof.worker.verification.Msisdn;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database holds of numbers and PINs, and what becomes of what does not open. */
class AtRestIT extends WithWorker {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Vault vault = Keysets.vault(WorkerUnderTest.KEY);
  private final JdbcClient database = worker.database();

  @Test
  void keepsNeitherNumberNorPinInClearWhileTheyAreNeeded() {
    String pin = "Qx7" + digits.substring(7) + "w";
    fault(CallKind.SEND, Effect.latency(Duration.ofSeconds(2)));
    fault(CallKind.VERIFY, Effect.latency(Duration.ofSeconds(2)));

    request();
    awaitRow("select count(*) from send where verification_id = ? and status = 'CALLING'", id);
    assertThat(hitsIn(dump(), digits, digits.substring(3))).isEmpty();

    upstream.awaitStatus(id, Status.SENT);
    UUID submission = submit(pin);
    awaitRow("select count(*) from submission where id = ? and status = 'CHECKING'", submission);
    List<String> dump = dump();
    assertThat(dump).anyMatch(row -> row.contains(submission.toString()));
    assertThat(row("select pin_sealed from submission where id = ?", submission)).isNotNull();
    assertThat(hitsIn(dump, digits, digits.substring(3), pin)).isEmpty();

    upstream.awaitVerdict(submission, Verdict.WRONG_PIN);
    assertThat(row("select pin_sealed from submission where id = ?", submission)).isNull();
  }

  @Test
  void findsInADumpWhatWouldBeInClear() {
    String hex = HexFormat.of().formatHex(("+" + digits).getBytes(US_ASCII));
    assertThat(hitsIn(List.of("{\"a\":\"\\\\x01" + hex + "\"}"), digits)).isNotEmpty();
    assertThat(hitsIn(List.of("{\"a\":\"+" + digits + "\"}"), digits)).isNotEmpty();
  }

  @Test
  void erasesThePinIdHoweverAVerificationEnds() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    assertThat(row("select pin_id from verification where id = ?", id)).isNotNull();
    upstream.publish(new OtpCancelRequested(id, "shop"));
    upstream.awaitStatus(id, Status.CANCELED);
    assertThat(row("select pin_id from verification where id = ?", id)).isNull();
    // No statement can leave one behind, whichever class it is in.
    assertThat(
            row("select count(*) from verification where pin_id is not null and status <> 'SENT'"))
        .isEqualTo(0L);
    assertThat(
            database
                .sql("select conname from pg_constraint where contype = 'c'")
                .query(String.class)
                .list())
        .contains("verification_pin_id_erased", "submission_pin_erased");
  }

  @Test
  void failsWhatDoesNotOpenAndSendsTheRest() {
    UUID other = UUID.randomUUID();
    UUID lostKey = UUID.randomUUID();
    UUID good = UUID.randomUUID();
    insert(id, vault.seal(other, number(0)), WorkerUnderTest.KEY);
    insert(other, vault.seal(id, number(1)), WorkerUnderTest.KEY);
    insert(lostKey, Keysets.vault(99).seal(lostKey, number(2)), 99);
    insert(good, vault.seal(good, number(3)), WorkerUnderTest.KEY);

    for (UUID broken : List.of(id, other, lostKey)) {
      VerificationChanged failed = upstream.awaitStatus(broken, Status.FAILED);
      assertThat(failed.state().reason()).isEqualTo(Reason.UNPROCESSABLE);
      assertThat(row("select outcome from send where verification_id = ?", broken))
          .isEqualTo("NOT_SENT");
    }
    upstream.awaitStatus(good, Status.SENT);
    for (int i = 0; i < 3; i++) {
      assertThat(worker.simulator().traffic(number(i).digits()).sendCalls()).isZero();
    }
    assertThat(worker.simulator().messages(number(3).digits())).hasSize(1);
  }

  @Test
  void checksNoPinThatWasSealedForAnotherSubmission() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    String pin = message().pin();
    UUID submission = UUID.randomUUID();
    database
        .sql(
            """
            insert into submission (
              id, verification_id, client_id, kind, pin_sealed, status, recorded_at, created_at,
              due_at)
            values (?, ?, 'shop', 'GUESS', ?, 'WAITING', now(), now(), now())
            """)
        .params(submission, id, vault.sealPin(UUID.randomUUID(), pin))
        .update();

    VerificationChanged answer = upstream.awaitVerdict(submission, Verdict.VERIFY_OUTCOME_UNKNOWN);
    assertThat(answer.state().attemptsRemaining()).isEqualTo(4);
    assertThat(worker.simulator().guesses(message().pinId()).verifyCalls()).isZero();
    upstream.awaitVerdict(submit(pin), Verdict.VERIFIED);
  }

  @Test
  void endsAnUncertainSendWhoseNumberDoesNotOpenAnyMore() {
    fault(CallKind.SEND, Effect.reset(Acceptance.AFTER));
    request();
    awaitRow("select count(*) from send where verification_id = ? and status = 'LOOKING_UP'", id);
    database
        .sql("update verification set number_sealed = ? where id = ?")
        .params(vault.seal(UUID.randomUUID(), number(0)), id)
        .update();
    VerificationChanged failed = upstream.awaitStatus(id, Status.FAILED, PATIENCE);
    assertThat(failed.state().reason()).isEqualTo(Reason.SEND_OUTCOME_UNKNOWN);
  }

  @Test
  void dropsAResendWhoseNumberDoesNotOpenAnyMore() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    database
        .sql("update verification set number_sealed = ? where id = ?")
        .params(vault.seal(UUID.randomUUID(), number(0)), id)
        .update();
    await()
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> {
          upstream.publish(new OtpResendRequested(id, "shop", Channel.SMS, Instant.now()));
          assertThat(
                  row(
                      "select count(*) from send where verification_id = ? and kind = 'RESEND'"
                          + " and outcome = 'NOT_SENT'",
                      id))
              .isNotEqualTo(0L);
        });
    assertThat(worker.simulator().messages(digits)).hasSize(1);
    upstream.awaitVerdict(submit(message().pin()), Verdict.VERIFIED);
  }

  private void insert(UUID row, byte[] sealed, long key) {
    SealedRow.insert(database, row, sealed, key);
  }

  /** Numbers of this test alone. */
  private Msisdn number(int index) {
    return new Msisdn("+38598" + index + digits.substring(7));
  }

  private void awaitRow(String count, UUID of) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(count, of)).isEqualTo(1L));
  }

  /** Every row of every table; bytes are in hex. */
  private List<String> dump() {
    return tables().stream()
        .flatMap(table ->
            database
                .sql("select row_to_json(t)::text from " + table + " t")
                .query(String.class)
                .list()
                .stream())
        .toList();
  }

  /** In clear, and as the bytes of its text in hex and base64. */
  private static List<String> hitsIn(List<String> rows, String... texts) {
    List<String> needles =
        Stream.of(texts)
            .flatMap(text ->
                Stream.of(
                    text,
                    HexFormat.of().formatHex(text.getBytes(US_ASCII)),
                    base64(text),
                    base64("+" + text)))
            .toList();
    return rows.stream().filter(row -> needles.stream().anyMatch(row::contains)).toList();
  }

  /** As far as it does not depend on what follows. */
  private static String base64(String text) {
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    return encoded.substring(0, text.length() * 4 / 3);
  }
}
