package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.events.Status;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.HttpTest;
import dev.phoneproof.gateway.view.Outcomes;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResendAndCancelTest extends HttpTest {

  @Test
  void hasThePinSentAgainOnTheSameChannel() {
    Accepted verification = sent(NOON);
    HttpResponse<String> answer =
        call("POST", verification.path() + "/resends").bearer(verification.token()).send();
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Call.json(answer).get("status").stringValue()).isEqualTo("SENT");
    OtpResendRequested event = published.only(OtpResendRequested.class);
    assertThat(event.verificationId()).isEqualTo(verification.id());
    assertThat(event.channel()).isEqualTo(Channel.SMS);
  }

  @Test
  void hasThePinCalledOut() {
    assertThat(resend(sent(NOON), "{\"channel\":\"voice\"}").statusCode()).isEqualTo(202);
    assertThat(published.only(OtpResendRequested.class).channel()).isEqualTo(Channel.VOICE);
  }

  @Test
  void refusesAnUnknownChannel() {
    HttpResponse<String> answer = resend(sent(NOON), "{\"channel\":\"pigeon\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Call.json(answer).get("member").stringValue()).isEqualTo("channel");
  }

  @Test
  void says429UntilItMayBeSentAgain() {
    HttpResponse<String> answer = resend(sent(NOON.plusMillis(29_500)), "{}");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("resend_too_early");
    assertThat(answer.headers().firstValue("Retry-After")).contains("30");
  }

  @Test
  void says429UntilTheEndWhenItCannotBeSentAgain() {
    HttpResponse<String> answer = resend(sent(null), "{}");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("300");
  }

  @Test
  void says409BeforeTheFirstSend() {
    HttpResponse<String> answer = resend(accepted(), "{}");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Call.json(answer).get("code").stringValue()).isEqualTo("not_sent_yet");
  }

  @Test
  void says410AfterTheEnd() {
    Accepted verification = accepted();
    Outcomes.tell(view, Outcomes.ended(verification.id(), Status.LOCKED, null, 7), NOON);
    HttpResponse<String> answer = resend(verification, "{}");
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(Call.json(answer).get("verification").get("status").stringValue())
        .isEqualTo("LOCKED");
  }

  @Test
  void cancels() {
    Accepted verification = sent(null);
    HttpResponse<String> answer = cancel(verification);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Call.json(answer).get("status").stringValue()).isEqualTo("SENT");
    OtpCancelRequested event = published.only(OtpCancelRequested.class);
    assertThat(event.verificationId()).isEqualTo(verification.id());
    assertThat(event.clientId()).isEqualTo("open");
  }

  @Test
  void cancelsTheSameOnceHoweverOftenItIsAsked() {
    Accepted verification = accepted();
    cancel(verification);
    cancel(verification);
    assertThat(
            published.all().stream()
                .filter(event -> event.data() instanceof OtpCancelRequested)
                .map(CloudEvent::id)
                .distinct())
        .hasSize(1);
  }

  @Test
  void isContentWithWhatIsCanceledAlready() {
    Accepted verification = accepted();
    Outcomes.tell(view, Outcomes.ended(verification.id(), Status.CANCELED, null, 2), NOON);
    HttpResponse<String> answer = cancel(verification);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Call.json(answer).get("status").stringValue()).isEqualTo("CANCELED");
    assertThat(published.all()).hasSize(1);
  }

  @Test
  void says410WhenItEndedOtherwise() {
    Accepted verification = accepted();
    Outcomes.tell(view, Outcomes.ended(verification.id(), Status.VERIFIED, null, 3), NOON);
    assertThat(cancel(verification).statusCode()).isEqualTo(410);
  }

  private HttpResponse<String> resend(Accepted verification, String body) {
    return post(verification.path() + "/resends", body).bearer(verification.token()).send();
  }

  private HttpResponse<String> cancel(Accepted verification) {
    return call("DELETE", verification.path()).bearer(verification.token()).send();
  }

  private Accepted sent(@Nullable Instant resendAt) {
    Accepted verification = accepted();
    Outcomes.tell(
        view,
        Outcomes.sent(verification.id(), 2, NOON.plusSeconds(120), NOON.plusSeconds(300), resendAt),
        NOON);
    return verification;
  }
}
