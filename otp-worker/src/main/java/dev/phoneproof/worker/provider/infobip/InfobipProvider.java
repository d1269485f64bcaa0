package dev.phoneproof.worker.provider.infobip;

import com.infobip.ApiException;
import com.infobip.api.TfaApi;
import com.infobip.model.TfaResendPinRequest;
import com.infobip.model.TfaStartAuthenticationRequest;
import com.infobip.model.TfaStartAuthenticationResponse;
import com.infobip.model.TfaVerification;
import com.infobip.model.TfaVerificationResponse;
import com.infobip.model.TfaVerifyPinRequest;
import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.provider.CheckResult;
import dev.phoneproof.worker.provider.LookUpResult;
import dev.phoneproof.worker.provider.Provider;
import dev.phoneproof.worker.provider.SendResult;
import dev.phoneproof.worker.verification.Msisdn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Infobip 2FA through Infobip's own client. */
final class InfobipProvider implements Provider {

  private static final Logger LOG = LoggerFactory.getLogger(InfobipProvider.class);

  /** Unix times above this are milliseconds: in seconds it is the year 5138. */
  private static final long LARGEST_SECONDS = 100_000_000_000L;

  private static final long REPORTS_APART_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final AtomicLong nextReport = new AtomicLong(System.nanoTime());
  private final TfaApi api;
  private final InfobipAccount account;
  private final Classification classification;

  InfobipProvider(TfaApi api, InfobipAccount account, Classification classification) {
    this.api = api;
    this.account = account;
    this.classification = classification;
  }

  @Override
  public SendResult send(Msisdn number, Channel channel) {
    TfaStartAuthenticationRequest request =
        new TfaStartAuthenticationRequest()
            .applicationId(account.applicationId())
            .messageId(account.messageId())
            .to(number.digits());
    return start(
        "send",
        () ->
            switch (channel) {
              case SMS -> api.sendTfaPinCodeOverSms(request).execute();
              case VOICE -> api.sendTfaPinCodeOverVoice(request).execute();
            });
  }

  @Override
  public SendResult resend(String pinId, Channel channel) {
    TfaResendPinRequest request = new TfaResendPinRequest();
    return start(
        "resend",
        () ->
            switch (channel) {
              case SMS -> api.resendTfaPinCodeOverSms(pinId, request).execute();
              case VOICE -> api.resendTfaPinCodeOverVoice(pinId, request).execute();
            });
  }

  private SendResult start(String name, ApiCall<TfaStartAuthenticationResponse> call) {
    return execute(name, call, classification::sent, classification::sendFailed);
  }

  @Override
  public CheckResult check(String pinId, String pin) {
    TfaVerifyPinRequest request = new TfaVerifyPinRequest().pin(pin);
    return execute(
        "verify",
        () -> api.verifyTfaPhoneNumber(pinId, request).execute(),
        answer -> classification.checked(pinId, answer),
        classification::checkFailed);
  }

  @Override
  public LookUpResult lookUp(Msisdn number) {
    return execute(
        "status",
        () ->
            api.getTfaVerificationStatus(number.digits(), account.applicationId())
                .sent(true)
                .execute(),
        InfobipProvider::sentTimes,
        trace -> new LookUpResult.Failed());
  }

  private static LookUpResult sentTimes(@Nullable TfaVerificationResponse answer) {
    if (answer == null || answer.getVerifications() == null) {
      return new LookUpResult.Failed();
    }
    List<Instant> times = new ArrayList<>();
    for (TfaVerification sent : answer.getVerifications()) {
      Long sentAt = sent.getSentAt();
      if (sentAt == null) {
        // Something was sent, and nobody says when: that proves nothing.
        return new LookUpResult.Failed();
      }
      times.add(unixTime(sentAt));
    }
    return new LookUpResult.Answered(List.copyOf(times));
  }

  /** Infobip's examples are in seconds, its text says milliseconds. */
  private static Instant unixTime(long value) {
    return value > LARGEST_SECONDS ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
  }

  /** Every call fails then: one line in a while is enough to hear of it. */
  private void reportAccount(String name, int status) {
    long now = System.nanoTime();
    long next = nextReport.get();
    if (now - next >= 0 && nextReport.compareAndSet(next, now + REPORTS_APART_NANOS)) {
      LOG.error("Infobip refuses the account or its key: {} was answered {}", name, status);
    }
  }

  private <A, R> R execute(
      String name,
      ApiCall<A> call,
      Function<@Nullable A, R> answered,
      Function<CallTrace, R> failed) {
    CallTrace trace = CallTrace.begin();
    try {
      return answered.apply(call.execute());
    } catch (ApiException | RuntimeException e) {
      // The exception can quote the request, with number and PIN: only its kind is logged.
      LOG.debug(
          "Infobip {} failed: status {}, request sent {}",
          name,
          trace.status(),
          trace.requestStarted());
      if (trace.status() == 401 || trace.status() == 403) {
        reportAccount(name, trace.status());
      }
      return failed.apply(trace);
    } finally {
      CallTrace.end();
    }
  }

  private interface ApiCall<A> {
    @Nullable A execute() throws ApiException;
  }
}
