package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Origin;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.Verdict;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What operators see of a number, what the person gets, and what the trail says of both. */
class RightsIT extends WithWorker {

  private static final String LOOKUPS = "/operator/v1/lookups";
  private static final String EXPORTS = "/operator/v1/exports";
  private static final String ERASURES = "/operator/v1/erasures";

  private final String reason = "DSR-" + digits.substring(7);
  private final String number = "{\"phoneNumber\": \"+" + digits + "\"}";

  @Test
  void findsTheVerificationsOfANumberNewestFirstWithoutShowingIt() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.addFirst(requestOnce());
    }

    JsonNode first = lookUp("{\"phoneNumber\": \"+%s\", \"limit\": 2}".formatted(digits));
    String cursor = first.path("cursor").asString();
    JsonNode second =
        lookUp(
            "{\"phoneNumber\": \"+%s\", \"limit\": 2, \"cursor\": \"%s\"}"
                .formatted(digits, cursor));

    assertThat(idsOf(first)).isEqualTo(ids.subList(0, 2));
    assertThat(idsOf(second)).isEqualTo(ids.subList(2, 3));
    assertThat(second.has("cursor")).isFalse();
    assertThat(first.path("verifications").get(0).path("maskedPhoneNumber").asString())
        .matches("\\+385 •• ••• " + digits.substring(8));
    assertThat(first.toString() + second).doesNotContain(digits, digits.substring(3));
  }

  @Test
  void findsNothingOfAnUnknownNumber() {
    assertThat(lookUp(number).toString()).isEqualTo("{\"verifications\":[]}");
  }

  @Test
  void showsAVerificationWithItsSendsAndSubmissionsButNoPin() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    String pin = message().pin();
    upstream.awaitVerdict(submit(wrongPin()), Verdict.WRONG_PIN);
    upstream.awaitVerdict(submit(pin), Verdict.VERIFIED);

    HttpResponse<String> answer = ana().get("/operator/v1/verifications/" + id);

    JsonNode shown = OperatorHttp.json(answer);
    assertThat(shown.path("status").asString()).isEqualTo("VERIFIED");
    assertThat(shown.path("sends")).hasSize(1);
    assertThat(shown.path("submissions"))
        .extracting(one -> one.path("verdict").asString())
        .containsExactly("WRONG_PIN", "VERIFIED");
    assertThat(shown.path("audit"))
        .extracting(one -> one.path("actor").asString() + " " + one.path("action").asString())
        .startsWith("client REQUESTED", "worker SENT")
        .contains("worker VERIFIED", "client SUBMISSION");
    assertThat(answer.body()).doesNotContain(digits, "pinId", "\"" + pin + "\"", wrongPin() + "\"");
    assertThat(lookUp("{\"id\": \"" + id + "\"}").path("verifications")).hasSize(1);
  }

  @Test
  void saysThatAVerificationIsNotKept() {
    HttpResponse<String> answer = ana().get("/operator/v1/verifications/" + UUID.randomUUID());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(OperatorHttp.json(answer).path("code").asString())
        .isEqualTo("verification_not_found");
  }

  @Test
  void exportsAllThatIsKeptWithEachFieldExplained() {
    upstream.publish(everythingAttached());
    upstream.awaitStatus(id, Status.SENT);
    upstream.awaitVerdict(submit(wrongPin()), Verdict.WRONG_PIN);

    JsonNode export = export();

    assertThat(export.path("phoneNumber").asString()).isEqualTo("+" + digits);
    assertThat(export.toString()).doesNotContain(message().pinId(), message().pin());
    JsonNode verification = export.path("verifications").get(0);
    assertThat(verification.path("id").asString()).isEqualTo(id.toString());
    assertThat(verification.path("reference").asString()).isEqualTo("order-17");
    assertThat(verification.path("originTag").asString()).isEqualTo("o1");
    assertThat(verification.path("sends")).hasSize(1);
    assertThat(verification.path("submissions")).hasSize(1);
    assertThat(verification.path("audit")).isNotEmpty();
    assertThat(verification.path("country").asString()).isEqualTo("HR");
    assertThat(export.path("limits").findValuesAsString("scope")).contains("number_and_device");
    assertThat(export.path("wrongPins").get(0).path("wrongPins").asInt()).isEqualTo(1);
    assertThat(names(export)).isSubsetOf(explained(export));
    assertThat(export.path("fields").valueStream()).allMatch(text -> text.asString().length() > 8);
  }

  @Test
  void exportsNothingAfterAnErasureButThatItWas() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    assertThat(eva().post(ERASURES, number).statusCode()).isEqualTo(200);

    JsonNode export = export();

    assertThat(export.path("verifications")).isEmpty();
    assertThat(export.path("erasures")).hasSize(1);
    assertThat(export.path("limits")).as("else an erasure would lift limits").isNotEmpty();
    assertThat(names(export)).isSubsetOf(explained(export));
  }

  @Test
  void exportsTheErasuresToBeKeptWithTheBackups() {
    String from = Instant.now().toString();
    eva().post(ERASURES, number);

    HttpResponse<String> answer = eva().get(ERASURES + "?from=" + from);

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/x-ndjson"));
    assertThat(answer.body().lines())
        .anySatisfy(line ->
            assertThat(line).contains("\"reason\":\"" + reason + "\"", "\"numberHash\":\""));
    assertThat(answer.body()).doesNotContain(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "ana:anas-key, POST, /operator/v1/exports, 403",
    "ana:anas-key, POST, /operator/v1/erasures, 403",
    "ana:anas-key, GET, /operator/v1/erasures, 403",
    "leo:leos-key, POST, /operator/v1/lookups, 200",
    "leo:leos-key, GET, /operator/v1/audit, 200",
    "eva:evas-key, POST, /operator/v1/lookups, 403",
    "eva:evas-key, GET, /operator/v1/audit, 403",
    "eva:evas-key, POST, /operator/v1/exports, 200"
  })
  void asksForTheRole(String credentials, String method, String path, int status) {
    OperatorHttp operator = ana().as(credentials);
    HttpResponse<String> answer =
        method.equals("GET") ? operator.get(path) : operator.post(path, number);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"phoneNumber\": 385911234567}",
        "{\"phoneNumber\": \"0911234567\"}",
        "{\"phoneNumber\": \"+385911234567\", \"id\": \"x\"}",
        "{\"id\": \"x\"}",
        "{\"phoneNumber\": \"+385911234567\", \"limit\": 0}",
        "{\"phoneNumber\": \"+385911234567\", \"limit\": \"all\"}",
        "{\"phoneNumber\": \"+385911234567\", \"cursor\": \"x\"}"
      })
  void refusesToGuessWhoIsMeant(String body) {
    HttpResponse<String> answer = ana().post(LOOKUPS, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("911234567");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?verificationId=x",
        "?from=yesterday",
        "?to=-1",
        "?action=SENT%20or",
        "?cursor=AAAA",
        "?limit=0",
        "?limit=201"
      })
  void refusesAMalformedQuestionToTheTrail(String query) {
    assertThat(ana().get("/operator/v1/audit" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void pagesThroughTheTrailByKey() {
    request();
    upstream.awaitStatus(id, Status.SENT);
    upstream.awaitVerdict(submit(message().pin()), Verdict.VERIFIED);

    List<String> actions = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = audit("?verificationId=" + id + "&limit=1" + next);
      page.path("events").forEach(one -> actions.add(one.path("action").asString()));
      next = page.has("cursor") ? "&cursor=" + page.path("cursor").asString() : "";
    } while (!next.isEmpty());

    assertThat(actions).containsExactlyInAnyOrder("REQUESTED", "SENT", "SUBMISSION", "VERIFIED");
    assertThat(audit("?verificationId=" + id + "&action=SENT").path("events")).hasSize(1);
    assertThat(audit("?verificationId=" + id + "&to=2020-01-01T00:00:00Z").path("events"))
        .isEmpty();
  }

  @Test
  void notesWhoLookedAtAVerificationAndNeverTheNumber() {
    try (LogLines log = new LogLines()) {
      request();
      upstream.awaitStatus(id, Status.SENT);
      lookUp(number);
      ana().get("/operator/v1/verifications/" + id);
      export();
      eva().post(ERASURES, number);
      assertThat(log.lines()).noneMatch(line -> line.contains(digits.substring(3)));
    }

    assertThat(
            audit("?verificationId=" + id)
                .path("events")
                .valueStream()
                .filter(one -> one.path("actor").asString().startsWith("operator"))
                .map(one ->
                    one.path("actor").asString()
                        + " "
                        + one.path("action").asString()
                        + " "
                        + one.path("reason").asString()))
        .containsExactly(
            "operator ana LOOKED_UP " + reason,
            "operator ana SHOWN " + reason,
            "operator eva EXPORTED " + reason);
    List<String> calls =
        jdbc()
            .sql("select call || ' ' || outcome from operator_call where reason = ? order by at")
            .param(reason)
            .query(String.class)
            .list();
    assertThat(calls)
        .startsWith(
            "POST /operator/v1/lookups found 1",
            "GET /operator/v1/verifications/" + id + " done",
            "POST /operator/v1/exports exported 1",
            "POST /operator/v1/erasures erased 1");
    assertThat(calls.toString()).doesNotContain(digits.substring(3));
  }

  private UUID requestOnce() {
    UUID one = UUID.randomUUID();
    upstream.publish(
        OtpRequested.overSms(one, "shop", PhoneNumber.plain("+" + digits), "login", Instant.now()));
    upstream.awaitStatus(one, Status.SENT);
    return one;
  }

  private OtpRequested everythingAttached() {
    return new OtpRequested(
        id,
        "shop",
        PhoneNumber.plain("+" + digits),
        Channel.SMS,
        "hr",
        "payment",
        new CallerData("order-17", "nonce-1", new CallerData.Transaction("12.50", "EUR", "Cafe 7")),
        new Origin("o1", "s1", "d1", true),
        Instant.now(),
        null);
  }

  private OperatorHttp ana() {
    return OperatorHttp.ana(worker).because(reason);
  }

  private OperatorHttp eva() {
    return ana().as("eva:evas-key");
  }

  private JsonNode lookUp(String body) {
    return ok(ana().post(LOOKUPS, body));
  }

  private JsonNode export() {
    return ok(eva().post(EXPORTS, number));
  }

  private JsonNode audit(String query) {
    return ok(ana().get("/operator/v1/audit" + query));
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return OperatorHttp.json(answer);
  }

  private static List<UUID> idsOf(JsonNode page) {
    return page.path("verifications")
        .valueStream()
        .map(one -> UUID.fromString(one.path("id").asString()))
        .toList();
  }

  private static Set<String> explained(JsonNode export) {
    return new HashSet<>(export.path("fields").propertyNames());
  }

  /** Paths of all members, the explanations left out. */
  private static Set<String> names(JsonNode export) {
    Set<String> names = new TreeSet<>();
    collect("", export, names);
    names.removeIf(name -> name.startsWith("fields."));
    return names;
  }

  private static void collect(String prefix, JsonNode node, Set<String> names) {
    if (node.isArray()) {
      node.forEach(element -> collect(prefix, element, names));
    } else if (node.isObject()) {
      node.properties()
          .forEach(member -> {
            names.add(prefix + member.getKey());
            collect(prefix + member.getKey() + ".", member.getValue(), names);
          });
    }
  }

  private static JdbcClient jdbc() {
    return worker.bean(JdbcClient.class);
  }
}
