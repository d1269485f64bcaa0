package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.HttpTest;
import dev.phoneproof.gateway.view.Outcomes;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BeginTest extends HttpTest {

  private static final String PATH = "/v1/verifications";
  private static final String BODY = "{\"phoneNumber\":\"+385 91 234 5678\"}";

  @Test
  void acceptsARequestAndTellsItsState() {
    HttpResponse<String> answer = post(PATH, BODY).send();
    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode state = Call.json(answer);
    String id = state.get("id").stringValue();
    assertThat(answer.headers().firstValue("Location")).contains(PATH + "/" + id);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(state.propertyNames())
        .containsExactly(
            "id",
            "status",
            "channel",
            "purpose",
            "maskedPhoneNumber",
            "attemptsRemaining",
            "sendBy",
            "revision",
            "token");
    assertThat(state.get("status").stringValue()).isEqualTo("REQUESTED");
    assertThat(state.get("channel").stringValue()).isEqualTo("sms");
    assertThat(state.get("purpose").stringValue()).isEqualTo("verification");
    assertThat(state.get("maskedPhoneNumber").stringValue()).isEqualTo("+385 •• ••• 5678");
    assertThat(state.get("attemptsRemaining").intValue()).isEqualTo(5);
    assertThat(state.get("sendBy").stringValue()).isEqualTo("2026-11-23T12:02:00.000Z");
    assertThat(state.get("revision").intValue()).isZero();
    assertThat(answer.body()).doesNotContain("912345678", "91 234");
  }

  @Test
  void publishesTheRequest() {
    String id = Call.json(post(PATH, BODY).send()).get("id").stringValue();
    OtpRequested event = published.only(OtpRequested.class);
    assertThat(event.verificationId()).isEqualTo(UUID.fromString(id));
    assertThat(event.clientId()).isEqualTo("open");
    assertThat(event.phoneNumber().plain()).contains(NUMBER);
    assertThat(event.channel()).isEqualTo(Channel.SMS);
    assertThat(event.locale()).isEqualTo("en");
    assertThat(event.requestedAt()).isEqualTo(NOON);
    assertThat(event.sendBy()).isEqualTo(NOON.plusSeconds(120));
    assertThat(event.origin().originTag()).matches("[A-Za-z0-9_-]{16}");
    CloudEvent<?> envelope = published.all().getFirst();
    assertThat(envelope.id()).isEqualTo(id);
    assertThat(envelope.source()).isEqualTo("/phoneproof/gateway");
  }

  @Test
  void takesAUuidForAReferenceWhateverItsDigits() {
    String reference = "98765432-1098-4234-8234-987654321098";
    post(PATH, BODY.replace("}", ",\"reference\":\"" + reference + "\"}")).send();
    assertThat(published.only(OtpRequested.class).callerData().reference()).isEqualTo(reference);
  }

  @Test
  void publishesAllThatWasSaid() {
    post(
            PATH,
            """
            {"phoneNumber":"091 234 5678","country":"HR","channel":"voice","locale":"de-AT",
             "purpose":"payment","reference":"order-17","nonce":"n-0S6_WzA2Mj",
             "transaction":{"amount":"12.50","currency":"EUR","payee":"Käse und Wein 24"}}
            """)
        .send();
    OtpRequested event = published.only(OtpRequested.class);
    assertThat(event.phoneNumber().plain()).contains(NUMBER);
    assertThat(event.channel()).isEqualTo(Channel.VOICE);
    assertThat(event.locale()).isEqualTo("de-AT");
    assertThat(event.purpose()).isEqualTo("payment");
    assertThat(event.callerData().reference()).isEqualTo("order-17");
    assertThat(event.callerData().nonce()).isEqualTo("n-0S6_WzA2Mj");
    assertThat(event.callerData().transaction().payee()).isEqualTo("Käse und Wein 24");
  }

  @Test
  void answersInJsonWhateverIsAccepted() {
    for (String header : new String[] {"application/xml", "text/plain;q=0", "!!"}) {
      HttpResponse<String> answer = post(PATH, BODY).header("Accept", header).send();
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).contains("\"token\"");
    }
  }

  @Test
  void speaksTheCallersLanguage() {
    post(PATH, BODY).header("Accept-Language", "hr-HR,en;q=0.5").send();
    assertThat(published.only(OtpRequested.class).locale()).isEqualTo("hr-HR");
  }

  @Test
  void speaksEnglishWhateverElseAHeaderSays() {
    for (String header : new String[] {"*", "!!", ";q=", "x".repeat(300)}) {
      published.all().clear();
      assertThat(post(PATH, BODY).header("Accept-Language", header).send().statusCode())
          .isEqualTo(202);
      assertThat(published.only(OtpRequested.class).locale()).isEqualTo("en");
    }
  }

  @Test
  void givesARepeatTheSameIdAndPublishesTheSameEvent() {
    JsonNode first = Call.json(post(PATH, BODY).header("Idempotency-Key", "order-17").send());
    JsonNode again =
        Call.json(
            post(PATH, "{\"phoneNumber\":\"091/2345678\",\"country\":\"HR\"}")
                .header("Idempotency-Key", "order-17")
                .send());
    assertThat(again.get("id")).isEqualTo(first.get("id"));
    assertThat(published.all())
        .extracting(CloudEvent::id)
        .containsExactly(first.get("id").stringValue(), first.get("id").stringValue());
  }

  @Test
  void givesAnotherBodyAnotherId() {
    JsonNode first = Call.json(post(PATH, BODY).header("Idempotency-Key", "order-17").send());
    JsonNode other =
        Call.json(
            post(PATH, "{\"phoneNumber\":\"+385912345679\"}")
                .header("Idempotency-Key", "order-17")
                .send());
    assertThat(other.get("id")).isNotEqualTo(first.get("id"));
  }

  @Test
  void tellsARepeatTheStateAsItIsKnown() {
    JsonNode first = Call.json(post(PATH, BODY).header("Idempotency-Key", "order-18").send());
    UUID id = UUID.fromString(first.get("id").stringValue());
    Outcomes.tell(view, Outcomes.ended(id, Status.VERIFIED, null, 3), NOON);
    HttpResponse<String> again = post(PATH, BODY).header("Idempotency-Key", "order-18").send();
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(Call.json(again).get("status").stringValue()).isEqualTo("VERIFIED");
  }

  @Test
  void tellsNothingOfWhatTheWorkerMadeOfItMeanwhile() {
    published.answerWith(event ->
        Outcomes.tell(
            view, Outcomes.ended(event.key(), Status.REFUSED, Reason.NOT_ALLOWED, 1), NOON));
    JsonNode state = Call.json(post(PATH, BODY).send());
    assertThat(state.get("status").stringValue()).isEqualTo("REQUESTED");
    assertThat(state.has("reason")).isFalse();
  }

  @Test
  void wantsARandomUuidAsKeyFromABrowser() {
    assertThat(
            post(PATH, BODY)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Idempotency-Key", "order-17")
                .send()
                .statusCode())
        .isEqualTo(400);
    assertThat(
            post(PATH, BODY)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .send()
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void refusesNumbersOfCountriesThatAreNotServed() {
    for (String number : new String[] {"+33612345678", "+881612345678"}) {
      HttpResponse<String> answer = post(PATH, BODY.replace("+385 91 234 5678", number)).send();
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("country_not_allowed");
      assertThat(answer.body()).doesNotContain("612345678");
    }
    assertThat(published.all()).isEmpty();
  }

  @Test
  void tagsTheAddressThatAClientStatesAndNotItsOwn() {
    assertThat(tag(null)).isNull();
    String tag = tag("2001:db8:1:2::7");
    assertThat(tag).matches("[A-Za-z0-9_-]{16}");
    assertThat(tag("2001:db8:1:2:ffff::8")).isEqualTo(tag);
    assertThat(tag("192.0.2.7")).isNotNull().isNotEqualTo(tag);
  }

  @Test
  void takesARepeatFromAnotherNetworkForTheSame() {
    assertThat(begin("first", "192.0.2.7", "order-19").body())
        .contains(Call.json(begin("first", "192.0.2.8", "order-19")).get("id").stringValue());
  }

  @Test
  void holdsAnAddressAtItsLimitAndNobodyElse() {
    for (int i = 0; i < 300; i++) {
      assertThat(begin("first", "198.51.100.1", null).statusCode()).isEqualTo(202);
    }
    published.all().clear();
    HttpResponse<String> answer = begin("first", "198.51.100.1", null);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(Call.json(answer).propertyNames())
        .containsExactly("type", "title", "status", "code", "detail");
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("rate_limited");
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
    assertThat(published.all()).isEmpty();
    assertThat(begin("first", "198.51.100.2", null).statusCode()).isEqualTo(202);
    assertThat(begin("second", "198.51.100.1", null).statusCode()).isEqualTo(202);
    assertThat(begin("first", null, null).statusCode()).isEqualTo(202);
  }

  private @Nullable String tag(@Nullable String endUserAddress) {
    published.all().clear();
    assertThat(begin("first", endUserAddress, null).statusCode()).isEqualTo(202);
    return published.only(OtpRequested.class).origin().originTag();
  }

  private HttpResponse<String> begin(
      String apiKey, @Nullable String endUserAddress, @Nullable String key) {
    String address = "\"endUserAddress\":\"" + endUserAddress + "\",";
    String body = endUserAddress == null ? BODY : BODY.replace("{", "{" + address);
    Call call = post(PATH, body).header("X-API-Key", apiKey);
    return (key == null ? call : call.header("Idempotency-Key", key)).send();
  }

  @Test
  void answers503WhenKafkaDoesNotAcknowledge() {
    published.goAway();
    HttpResponse<String> answer = post(PATH, BODY).send();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("unavailable");
  }
}
