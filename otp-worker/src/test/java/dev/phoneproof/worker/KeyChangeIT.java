package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.worker.storage.Keysets;
import dev.phoneproof.worker.storage.Vault;
import dev.phoneproof.worker.verification.Msisdn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A worker whose primary key is newer than what the ledger holds. */
@Isolated
class KeyChangeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int KEY = WorkerUnderTest.KEY;
  private static final int OLD_KEY = WorkerUnderTest.OTHER_KEY;

  private static WorkerUnderTest worker;
  private static JdbcClient database;

  private final Vault old = Keysets.vault(OLD_KEY);

  @BeforeAll
  static void start() {
    worker =
        WorkerUnderTest.start(
            "--PHONEPROOF_OPERATORS=" + OperatorHttp.OPERATORS,
            "--server.port=0",
            "--phoneproof.storage.reseal-per-second=100");
    database = worker.database();
    await().atMost(PATIENCE).until(() -> count("storage_key") == 2);
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @BeforeEach
  void forget() {
    database.sql("truncate verification cascade").update();
    database.sql("delete from storage_key where id not in (?, ?)").params(KEY, OLD_KEY).update();
    database.sql("update storage_key set last_used_at = now()").update();
    database.sql("update storage_key set primary_since = now() where id = ?").param(KEY).update();
  }

  @Test
  void sealsAnewWhatTheOldKeySealedWhileItSends() {
    worker.simulator().define(Fault.on(CallKind.SEND, Effect.latency(Duration.ofMillis(300))));
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      UUID id = UUID.randomUUID();
      SealedRow.insert(database, id, old.seal(id, number(i)), OLD_KEY);
      ids.add(id);
    }

    await().atMost(PATIENCE).until(() -> count("verification where status = 'SENT'") == 300);
    await().atMost(PATIENCE).until(() -> count("verification where number_key = " + OLD_KEY) == 0);

    Vault withoutTheOldKey = Keysets.vault(KEY);
    for (int i = 0; i < ids.size(); i++) {
      assertThat(withoutTheOldKey.open(ids.get(i), sealed(ids.get(i)))).isEqualTo(number(i));
      assertThat(worker.simulator().messages(number(i).digits())).hasSize(1);
    }
  }

  @Test
  void leavesWhatANewerKeyOfOthersSealed() {
    database
        .sql("insert into storage_key values (12, now(), now() + interval '1 day', now(), now())")
        .update();
    UUID id = UUID.randomUUID();
    SealedRow.insert(database, id, old.seal(id, number(0)), OLD_KEY);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(PATIENCE)
        .until(() -> count("verification where number_key = " + OLD_KEY) == 1);
    database.sql("delete from storage_key where id = 12").update();
    await().atMost(PATIENCE).until(() -> count("verification where number_key = " + KEY) == 1);
    assertThat(Keysets.vault(KEY).open(id, sealed(id))).isEqualTo(number(0));
  }

  @Test
  void saysWhichKeyIsToBeChangedAndWhichDestroyed() {
    assertThat(storageKeys().path("primary").asLong()).isEqualTo(KEY);
    assertThat(storageKeys().path("primaryAgeDays").asInt(-1)).isZero();
    assertThat(storageKeys().path("mayBeDestroyed")).isEmpty();

    database
        .sql("update storage_key set primary_since = now() - interval '32 days' where id = ?")
        .param(KEY)
        .update();
    useWas("34 days");
    assertThat(storageKeys().path("primaryAgeDays").asInt()).isEqualTo(32);
    assertThat(storageKeys().path("mayBeDestroyed")).isEmpty();

    useWas("36 days");
    assertThat(storageKeys().path("mayBeDestroyed"))
        .extracting(JsonNode::asLong)
        .containsExactly((long) OLD_KEY);
  }

  @Test
  void keepsAKeyThatStillSealsANumber() {
    useWas("36 days");
    // It never opens, so that it is never sealed anew.
    SealedRow.insert(database, UUID.randomUUID(), old.seal(UUID.randomUUID(), number(0)), OLD_KEY);
    assertThat(storageKeys().path("mayBeDestroyed")).isEmpty();
    assertThat(storageKeys().path("numbersToReseal").asLong()).isEqualTo(1);
  }

  @Test
  void saysWhichKeyIsMissing() {
    UUID id = UUID.randomUUID();
    SealedRow.insert(database, id, Keysets.vault(9).seal(id, number(0)), 9);
    database.sql("insert into storage_key values (9, now(), null, now(), now())").update();
    assertThat(storageKeys().path("missing")).extracting(JsonNode::asLong).containsExactly(9L);
  }

  @Test
  void isWatchedByGauges() {
    assertThat(OperatorHttp.management(worker).get("/actuator/prometheus").body())
        .contains(
            "phoneproof_storage_primary_age_days 0.0",
            "phoneproof_storage_keys_destroyable 0.0",
            "phoneproof_storage_keys_missing 0.0",
            "phoneproof_storage_numbers_to_reseal ");
  }

  private static void useWas(String ago) {
    database
        .sql("update storage_key set last_used_at = now() - ?::interval where id = ?")
        .params(ago, OLD_KEY)
        .update();
  }

  private static byte[] sealed(UUID id) {
    return database
        .sql("select number_sealed from verification where id = ?")
        .param(id)
        .query(byte[].class)
        .single();
  }

  private static long count(String what) {
    return database.sql("select count(*) from " + what).query(Long.class).single();
  }

  private static JsonNode storageKeys() {
    return OperatorHttp.json(OperatorHttp.ana(worker).get("/operator/v1/status"))
        .path("storageKeys");
  }

  private static Msisdn number(int index) {
    return new Msisdn("+385981%06d".formatted(index));
  }
}
