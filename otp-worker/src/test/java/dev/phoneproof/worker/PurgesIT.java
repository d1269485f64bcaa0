package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.events.Status;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Purges on demand, by whoever may act. */
class PurgesIT extends WithWorker {

  private static final String PURGES = "/operator/v1/purges";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The schedule's first one, soon after the start, would be faster than the tests' own. */
  @BeforeEach
  void letTheScheduleGoFirst() {
    await()
        .atMost(PATIENCE)
        .until(() ->
            jdbc()
                .sql(
                    "select exists (select from purge_run"
                        + " where trigger = 'SCHEDULE' and ended_at is not null)")
                .query(Boolean.class)
                .single());
  }

  @Test
  void removesWhatIsOverAndShowsIt() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    jdbc()
        .sql(
            """
            update verification set status = 'EXPIRED', pin_id = null, ends_at = null, send_due_at = null,
              changed_at = now() - interval '2 days', recorded_at = now() - interval '2 days'
            where id = ?
            """)
        .param(id)
        .update();
    await().atMost(PATIENCE).until(this::isPublished);

    JsonNode dry = finished(start(true));
    assertThat(dry.path("dryRun").booleanValue()).isTrue();
    assertThat(dry.at("/records/verification/rows").asLong()).isPositive();
    assertThat(isThere()).isTrue();

    JsonNode run = finished(start(false));
    assertThat(run.path("trigger").asString()).isEqualTo("operator");
    assertThat(run.path("outcome").asString()).isEqualTo("done");
    assertThat(run.at("/records/verification/upTo").asString()).endsWith("Z");
    assertThat(isThere()).isFalse();
    assertThat(row("select outcome from operator_call where outcome = ?", "purge " + id(run)))
        .isEqualTo("purge " + id(run));
    assertThat(OperatorHttp.management(worker).get("/actuator/prometheus").body())
        .contains("phoneproof_purge_rows_total{record=\"verification\"}")
        .contains("phoneproof_purge_last_done_seconds");
  }

  @Test
  void startsNoSecondPurge() {
    finished(start(true));
    jdbc()
        .sql("update shedlock set lock_until = now() at time zone 'UTC' + interval '1 minute'")
        .update();
    HttpResponse<String> answer = ana().post(PURGES, "{\"dryRun\": false}");
    jdbc().sql("update shedlock set lock_until = now() at time zone 'UTC'").update();
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(OperatorHttp.json(answer).path("code").asString()).isEqualTo("purge_running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"dryRun\": \"true\"}", "{\"dryRun\": null}"})
  void asksWhetherItIsADryRun(String body) {
    assertThat(ana().post(PURGES, body).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesAPurgeToWhoMayOnlyReadAndShowsTheRuns() {
    OperatorHttp leo = ana().as("leo:leos-key");
    assertThat(leo.post(PURGES, "{\"dryRun\": true}").statusCode()).isEqualTo(403);
    assertThat(leo.get(PURGES + "?limit=1").statusCode()).isEqualTo(200);
    assertThat(leo.get(PURGES + "?limit=0").statusCode()).isEqualTo(400);
  }

  /** Another test's may run just then. */
  private static String start(boolean dryRun) {
    String body = "{\"dryRun\": " + dryRun + "}";
    HttpResponse<String> answer =
        await()
            .atMost(PATIENCE)
            .until(() -> ana().post(PURGES, body), given -> given.statusCode() != 409);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return id(OperatorHttp.json(answer));
  }

  private static JsonNode finished(String run) {
    return await()
        .atMost(PATIENCE)
        .until(() -> find(run), found -> !found.path("outcome").asString().equals("running"));
  }

  private static JsonNode find(String run) {
    return OperatorHttp.json(ana().get(PURGES))
        .path("purges")
        .valueStream()
        .filter(one -> id(one).equals(run))
        .findFirst()
        .orElseThrow();
  }

  private static String id(JsonNode run) {
    return run.path("id").asString();
  }

  private boolean isPublished() {
    return (boolean)
        row("select published_revision >= revision from verification where id = ?", id);
  }

  private boolean isThere() {
    return (boolean) row("select exists (select from verification where id = ?)", id);
  }

  private static JdbcClient jdbc() {
    return worker.bean(JdbcClient.class);
  }

  private static OperatorHttp ana() {
    return OperatorHttp.ana(worker);
  }
}
