package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.ErasureRequested;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that comes back from a backup brings nothing back. Alone: it stops the worker. */
@Isolated
class RestoreIT {

  private static final List<String> TABLES =
      List.of("verification", "send", "submission", "audit_event");

  private static final String NUMBER = "+385911299001";

  private final UUID id = UUID.randomUUID();
  private WorkerUnderTest worker;

  /** What other tests have left in Kafka. */
  private double missingBefore;

  @BeforeEach
  void startWithAVerification() {
    worker =
        WorkerUnderTest.start(
            "--PHONEPROOF_OPERATORS=" + OperatorHttp.OPERATORS, "--server.port=0");
    missingBefore = missing();
    worker
        .upstream()
        .publish(
            OtpRequested.overSms(id, "shop", PhoneNumber.plain(NUMBER), "login", Instant.now()));
    worker.upstream().awaitStatus(id, Status.SENT);
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  @Test
  void repeatsErasuresOfOperatorsFromTheirExport(@TempDir Path folder) throws IOException {
    Map<String, String> backup = backUp();
    assertThat(
            eva()
                .post("/operator/v1/erasures", "{\"phoneNumber\": \"" + NUMBER + "\"}")
                .statusCode())
        .isEqualTo(200);
    worker.upstream().awaitStatus(id, Status.CANCELED);
    HttpResponse<String> export = eva().get("/operator/v1/erasures");
    Path file = Files.writeString(folder.resolve("erasures.jsonl"), export.body());
    worker.stopWorker();
    restore(backup);

    worker = worker.startAgain("--PHONEPROOF_ERASURES_FILE=" + file);

    // Not awaited: it is done before anything listens.
    assertThat(rowsOfTheNumber()).isZero();
    await().untilAsserted(() -> assertThat(rows("verification")).isZero());
    assertThat(missing()).isEqualTo(missingBefore);
  }

  @Test
  void saysThatErasuresAreMissingWithoutTheirExport() {
    Map<String, String> backup = backUp();
    eva().post("/operator/v1/erasures", "{\"phoneNumber\": \"" + NUMBER + "\"}");
    await()
        .untilAsserted(() ->
            assertThat(
                    worker
                        .database()
                        .sql("select count(*) from erasure_ledger where answered")
                        .query(Long.class)
                        .single())
                .isPositive());
    worker.stopWorker();
    restore(backup);

    worker = worker.startAgain();

    assertThat(missing()).isEqualTo(missingBefore + 1);
  }

  @Test
  void repeatsErasuresThatTheTopicRemembers() {
    Map<String, String> backup = backUp();
    ErasureRequested wish = new ErasureRequested(UUID.randomUUID(), PhoneNumber.plain(NUMBER));
    worker.upstream().publish(wish);
    await()
        .untilAsserted(() -> assertThat(worker.upstream().erasures(wish.requestId())).isNotEmpty());
    worker.upstream().awaitStatus(id, Status.CANCELED);
    worker.stopWorker();
    restore(backup);

    worker = worker.startAgain();

    assertThat(rowsOfTheNumber()).isZero();
    await().untilAsserted(() -> assertThat(rows("verification")).isZero());
    assertThat(
            worker
                .database()
                .sql("select verifications from erasure_ledger where request_id = ?")
                .param(wish.requestId())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  private OperatorHttp eva() {
    return OperatorHttp.ana(worker).as("eva:evas-key");
  }

  private double missing() {
    return worker.bean(MeterRegistry.class).get("phoneproof.erasures.missing").gauge().value();
  }

  private Map<String, String> backUp() {
    Map<String, String> backup = new LinkedHashMap<>();
    for (String table : TABLES) {
      backup.put(
          table,
          worker
              .database()
              .sql("select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text from " + table + " t")
              .query(String.class)
              .single());
    }
    return backup;
  }

  private void restore(Map<String, String> backup) {
    JdbcClient jdbc = worker.database();
    jdbc.sql("truncate erasure_ledger, verification, send, submission, audit_event").update();
    backup.forEach((table, rows) ->
        jdbc.sql(
                "insert into %s select * from jsonb_populate_recordset(null::%s, :rows::jsonb)"
                    .formatted(table, table))
            .param("rows", rows)
            .update());
  }

  private long rowsOfTheNumber() {
    return worker
        .database()
        .sql("select count(*) from verification where number_hash is not null")
        .query(Long.class)
        .single();
  }

  private long rows(String table) {
    return worker.database().sql("select count(*) from " + table).query(Long.class).single();
  }
}
