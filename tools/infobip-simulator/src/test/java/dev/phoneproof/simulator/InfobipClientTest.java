package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.infobip.ApiClient;
import com.infobip.ApiException;
import com.infobip.ApiKey;
import com.infobip.BaseUrl;
import com.infobip.api.TfaApi;
import com.infobip.model.TfaApplicationConfiguration;
import com.infobip.model.TfaApplicationRequest;
import com.infobip.model.TfaCreateMessageRequest;
import com.infobip.model.TfaPinType;
import com.infobip.model.TfaResendPinRequest;
import com.infobip.model.TfaStartAuthenticationRequest;
import com.infobip.model.TfaVerifyPinRequest;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Acceptance;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.simulator.twofactor.Limits;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Infobip's own Java client finds nothing strange here. */
class InfobipClientTest {
  @RegisterExtension
  static final SimulatorExtension infobip =
      new SimulatorExtension(SimulatorOptions.forTests().withLimits(Limits.generous()));

  private final TfaApi api =
      new TfaApi(
          ApiClient.forApiKey(ApiKey.from("test-key"))
              .withBaseUrl(BaseUrl.from(infobip.simulator().baseUrl().toString()))
              .withHttpClient(
                  new OkHttpClient.Builder()
                      .retryOnConnectionFailure(false)
                      .callTimeout(Duration.ofMillis(1_500))
                      .build())
              .build());

  @Test
  void sendsResendsVerifiesAndLooksUp() throws ApiException {
    var sent = api.sendTfaPinCodeOverSms(start()).ncNeeded(false).execute();
    assertThat(sent.getSmsStatus()).isEqualTo("MESSAGE_SENT");
    var message = infobip.simulator().expectMessage(NUMBER, Duration.ofSeconds(1));

    var again = api.resendTfaPinCodeOverSms(sent.getPinId(), new TfaResendPinRequest()).execute();
    assertThat(again.getPinId()).isEqualTo(sent.getPinId());

    var wrong = verify(sent.getPinId(), message.pin().equals("000000") ? "000001" : "000000");
    assertThat(wrong.getVerified()).isFalse();
    assertThat(wrong.getPinError()).isEqualTo("WRONG_PIN");
    assertThat(wrong.getAttemptsRemaining()).isEqualTo(9);
    assertThat(verify(sent.getPinId(), message.pin()).getVerified()).isTrue();

    var status =
        api.getTfaVerificationStatus(NUMBER, infobip.simulator().applicationId())
            .sent(true)
            .verified(true)
            .execute();
    assertThat(status.getVerifications()).hasSize(1);
    assertThat(infobip.simulator().violations()).isEmpty();
  }

  @Test
  void callsAndCallsAgain() throws ApiException {
    var called = api.sendTfaPinCodeOverVoice(start()).execute();
    assertThat(called.getCallStatus()).isEqualTo("PENDING_ACCEPTED");

    api.resendTfaPinCodeOverVoice(called.getPinId(), new TfaResendPinRequest()).execute();

    assertThat(infobip.simulator().messages(NUMBER)).hasSize(2);
    assertThat(infobip.simulator().violations()).isEmpty();
  }

  @Test
  void setsUpAnApplicationAndATemplate() throws ApiException {
    var made =
        api.createTfaApplication(
                new TfaApplicationRequest()
                    .name("Login")
                    ._configuration(
                        new TfaApplicationConfiguration()
                            .pinAttempts(10)
                            .pinTimeToLive("15m")
                            .sendPinPerPhoneNumberLimit("3/1d")))
            .execute();
    var template =
        api.createTfaMessageTemplate(
                made.getApplicationId(),
                new TfaCreateMessageRequest()
                    .messageText("Code {{pin}}")
                    .pinType(TfaPinType.NUMERIC)
                    .pinLength(6))
            .execute();

    assertThat(api.getTfaApplications().execute())
        .anyMatch(one -> one.getApplicationId().equals(made.getApplicationId()));
    assertThat(
            api.getTfaMessageTemplate(made.getApplicationId(), template.getMessageId())
                .execute()
                .getMessageText())
        .isEqualTo("Code {{pin}}");
    assertThat(infobip.simulator().violations()).isEmpty();
  }

  @Test
  void understandsARefusal() {
    infobip.simulator().define(Fault.on(CallKind.SEND, Effect.throttled(3)).times(1));

    ApiException refusal = catchThrowableOfType(ApiException.class, this::send);

    assertThat(refusal.responseStatusCode()).isEqualTo(429);
    assertThat(refusal.details().getMessageId()).isEqualTo("TOO_MANY_REQUESTS");
  }

  @Test
  void losesTheAnswerToAResetAndToSilence() {
    infobip.simulator().define(Fault.on(CallKind.SEND, Effect.reset(Acceptance.AFTER)).times(1));
    ApiException reset = catchThrowableOfType(ApiException.class, this::send);
    infobip.simulator().define(Fault.on(CallKind.SEND, Effect.timeout(Acceptance.BEFORE)).times(1));
    ApiException silence = catchThrowableOfType(ApiException.class, this::send);

    assertThat(reset).hasRootCauseMessage("Connection reset");
    assertThat(silence).hasRootCauseInstanceOf(java.io.IOException.class);
    assertThat(infobip.simulator().traffic(NUMBER).sendCalls()).isEqualTo(2);
    assertThat(infobip.simulator().traffic(NUMBER).sends()).isEqualTo(1);
  }

  private void send() throws ApiException {
    api.sendTfaPinCodeOverSms(start()).execute();
  }

  private com.infobip.model.TfaVerifyPinResponse verify(String pinId, String pin)
      throws ApiException {
    return api.verifyTfaPhoneNumber(pinId, new TfaVerifyPinRequest().pin(pin)).execute();
  }

  private static TfaStartAuthenticationRequest start() {
    return new TfaStartAuthenticationRequest()
        .applicationId(infobip.simulator().applicationId())
        .messageId(infobip.simulator().messageId())
        .to(NUMBER);
  }
}
