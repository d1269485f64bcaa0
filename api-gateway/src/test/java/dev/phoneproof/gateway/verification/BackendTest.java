package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Origin;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.Status;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.HttpTest;
import dev.phoneproof.gateway.view.Outcomes;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What only an API client may do: hand out tokens, attach data, speak for a person's device. */
class BackendTest extends HttpTest {

  private static final String PATH = "/v1/verifications";

  @LocalServerPort private int port;

  private final UUID id = UUID.randomUUID();

  @Test
  void getsATokenForAVerificationBornFromAnEvent() {
    Outcomes.tell(view, Outcomes.requested(id, 1, NOON.plusSeconds(120)), NOON);
    HttpResponse<String> answer = asksForAToken("first", id.toString());
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode state = Call.json(answer);
    assertThat(state.get("id").stringValue()).isEqualTo(id.toString());
    assertThat(state.get("purpose").stringValue()).isEqualTo("login");
    assertThat(state.has("maskedPhoneNumber")).isFalse();
    Accepted handedOn = new Accepted(id, state.get("token").stringValue());
    assertThat(get(handedOn).header("X-API-Key", "first").send().statusCode()).isEqualTo(200);
    assertThat(get(handedOn).header("X-API-Key", "second").send().statusCode()).isEqualTo(404);
  }

  @Test
  void getsATokenForOneThatIsOver() {
    Outcomes.tell(view, Outcomes.ended(id, Status.EXPIRED, null, 3), NOON);
    HttpResponse<String> answer = asksForAToken("first", id.toString());
    assertThat(Call.json(answer).get("status").stringValue()).isEqualTo("EXPIRED");
  }

  @Test
  void learnsNothingOfOthersVerifications() {
    Outcomes.tell(view, Outcomes.requested(id, 1, NOON.plusSeconds(120)), NOON);
    Set<String> answers = new HashSet<>();
    for (String other : new String[] {id.toString(), UUID.randomUUID().toString(), "not-an-id"}) {
      HttpResponse<String> answer = asksForAToken("second", other);
      answers.add(answer.statusCode() + answer.body());
    }
    assertThat(answers).singleElement().asString().startsWith("404").contains("not_found");
  }

  @Test
  void isAskedForByNoPage() {
    Outcomes.tell(view, Outcomes.requested(id, 1, NOON.plusSeconds(120)), NOON);
    HttpResponse<String> own = new Browser(port).send(post(PATH + "/" + id + "/tokens", "{}"));
    assertThat(own.statusCode()).isEqualTo(401);
    HttpResponse<String> foreign =
        post(PATH + "/" + id + "/tokens", "{}")
            .header("Sec-Fetch-Site", "cross-site")
            .header("Origin", "https://shop.example")
            .send();
    assertThat(foreign.statusCode()).isIn(401, 403);
    assertThat(own.body() + foreign.body()).doesNotContain("\"token\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reference      | "reference":"order-17"
          nonce          | "nonce":"n-0S6_WzA2Mj"
          transaction    | "transaction":{"amount":"1","currency":"EUR","payee":"Ana"}
          knownDevice    | "knownDevice":true
          endUserAddress | "endUserAddress":"192.0.2.7"
          """)
  void maySayWhatNoPageMay(String member, String json) {
    String body = "{\"phoneNumber\":\"" + NUMBER + "\"," + json + "}";
    HttpResponse<String> ofPage = post(PATH, body).header("Sec-Fetch-Site", "same-origin").send();
    assertThat(ofPage.statusCode()).isEqualTo(400);
    assertThat(Call.json(ofPage).get("code").stringValue()).isEqualTo("invalid_request");
    assertThat(Call.json(ofPage).get("member").stringValue()).isEqualTo(member);
    assertThat(published.all()).isEmpty();
    assertThat(post(PATH, body).header("X-API-Key", "first").send().statusCode()).isEqualTo(202);
  }

  @Test
  void speaksForThePersonsDevice() {
    Origin told = originOf(",\"knownDevice\":true,\"endUserAddress\":\"2001:db8:1:2:3::1\"");
    assertThat(told.knownDevice()).isTrue();
    assertThat(told.sessionTag()).isNull();
    assertThat(told.deviceTag()).isNull();
    assertThat(originOf(",\"endUserAddress\":\"2001:db8:1:2::9\"").originTag())
        .isNotNull()
        .isEqualTo(told.originTag());
    assertThat(originOf(",\"endUserAddress\":\"192.0.2.7\"").originTag())
        .isNotEqualTo(told.originTag());
  }

  @Test
  void isNotItselfTakenForThePersonsDevice() {
    assertThat(originOf("")).isEqualTo(Origin.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"localhost\"",
        "\"192.0.2.256\"",
        "\"192.0.2\"",
        "\"192.0.2.7:80\"",
        "\"2001:db8::g\"",
        "\"fe80::1%eth0\"",
        "\":\"",
        "7"
      })
  void namesNothingElseForAnAddress(String address) {
    HttpResponse<String> answer =
        post(PATH, "{\"phoneNumber\":\"" + NUMBER + "\",\"endUserAddress\":" + address + "}")
            .header("X-API-Key", "first")
            .send();
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Call.json(answer).get("member").stringValue()).isEqualTo("endUserAddress");
  }

  @Test
  void saysYesOrNoOfADevice() {
    HttpResponse<String> answer =
        post(PATH, "{\"phoneNumber\":\"" + NUMBER + "\",\"knownDevice\":\"true\"}")
            .header("X-API-Key", "first")
            .send();
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  private Origin originOf(String members) {
    published.all().clear();
    post(PATH, "{\"phoneNumber\":\"" + NUMBER + "\"" + members + "}")
        .header("X-API-Key", "first")
        .send();
    return published.only(OtpRequested.class).origin();
  }

  private HttpResponse<String> asksForAToken(String key, String verification) {
    return call("POST", PATH + "/" + verification + "/tokens").header("X-API-Key", key).send();
  }
}
