package dev.phoneproof.events;

import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.events.VerificationState.Times;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which member of the JSON is which component of an event: the one place that knows. */
final class EventJson {

  private EventJson() {}

  static void write(Event event, JsonWriter json) {
    if (event instanceof OtpRequested requested) {
      writeRequested(requested, json);
    } else if (event instanceof OtpResendRequested resend) {
      writeAddress(resend, json);
      json.put("channel", resend.channel().wireName()).put("requestedAt", resend.requestedAt());
    } else if (event instanceof OtpSubmitted submitted) {
      if (submitted.replyKey() != null) {
        throw new IllegalArgumentException("a reply key is written sealed only");
      }
      writeAddress(submitted, json);
      json.put("submissionId", submitted.submissionId())
          .put("pin", submitted.pin())
          .put("submittedAt", submitted.submittedAt());
    } else if (event instanceof OtpCancelRequested cancel) {
      writeAddress(cancel, json);
    } else if (event instanceof VerificationChanged changed) {
      writeChanged(changed, json);
    } else if (event instanceof ErasureRequested erasure) {
      json.put("requestId", erasure.requestId()).put("phoneNumber", erasure.phoneNumber());
    } else if (event instanceof ErasureCompleted erased) {
      writeErased(erased, json);
    }
  }

  static Event read(EventType type, JsonReader json) throws MalformedEventException {
    return switch (type) {
      case OTP_REQUESTED -> readRequested(json);
      case OTP_RESEND_REQUESTED ->
          new OtpResendRequested(
              json.id("verificationId"),
              json.text("clientId", Patterns.CLIENT_ID),
              json.constant("channel", Channel.class, true),
              json.time("requestedAt"));
      case OTP_SUBMITTED ->
          new OtpSubmitted(
              json.id("verificationId"),
              json.text("clientId", Patterns.CLIENT_ID),
              json.id("submissionId"),
              json.confidential("pin", Pin::plain, Pin::sealed),
              json.time("submittedAt"));
      case OTP_CANCEL_REQUESTED ->
          new OtpCancelRequested(
              json.id("verificationId"), json.text("clientId", Patterns.CLIENT_ID));
      case VERIFICATION_CHANGED -> readChanged(json);
      case ERASURE_REQUESTED ->
          new ErasureRequested(
              json.id("requestId"),
              json.confidential("phoneNumber", PhoneNumber::plain, PhoneNumber::sealed));
      case ERASURE_COMPLETED -> readErased(json);
    };
  }

  private static void writeAddress(VerificationEvent event, JsonWriter json) {
    json.put("verificationId", event.verificationId()).put("clientId", event.clientId());
  }

  private static void writeRequested(OtpRequested event, JsonWriter json) {
    writeAddress(event, json);
    json.put("phoneNumber", event.phoneNumber())
        .put("channel", event.channel().wireName())
        .put("locale", event.locale())
        .put("purpose", event.purpose())
        .put("reference", event.callerData().reference())
        .put("nonce", event.callerData().nonce());
    Transaction transaction = event.callerData().transaction();
    if (transaction != null) {
      json.object("transaction")
          .put("amount", transaction.amount())
          .put("currency", transaction.currency())
          .put("payee", transaction.payee());
    }
    Origin origin = event.origin();
    json.put("originTag", origin.originTag())
        .put("sessionTag", origin.sessionTag())
        .put("deviceTag", origin.deviceTag())
        .put("knownDevice", origin.knownDevice())
        .put("requestedAt", event.requestedAt())
        .put("sendBy", event.sendBy());
  }

  private static OtpRequested readRequested(JsonReader json) throws MalformedEventException {
    CallerData callerData =
        new CallerData(
            json.optionalText("reference", Patterns.REFERENCE),
            json.optionalText("nonce", Patterns.NONCE),
            readTransaction(json));
    Origin origin =
        new Origin(
            json.optionalText("originTag", Patterns.TAG),
            json.optionalText("sessionTag", Patterns.TAG),
            json.optionalText("deviceTag", Patterns.TAG),
            json.optionalFlag("knownDevice"));
    return new OtpRequested(
        json.id("verificationId"),
        json.text("clientId", Patterns.CLIENT_ID),
        json.confidential("phoneNumber", PhoneNumber::plain, PhoneNumber::sealed),
        json.constant("channel", Channel.class, true),
        json.text("locale", Patterns.LOCALE),
        json.text("purpose", Patterns.PURPOSE),
        callerData,
        origin,
        json.time("requestedAt"),
        json.optionalTime("sendBy"));
  }

  private static @Nullable Transaction readTransaction(JsonReader json)
      throws MalformedEventException {
    Optional<JsonReader> transaction = json.object("transaction");
    if (transaction.isEmpty()) {
      return null;
    }
    JsonReader members = transaction.get();
    return new Transaction(
        members.text("amount", Patterns.AMOUNT),
        members.text("currency", Patterns.CURRENCY),
        members.text("payee", Patterns.PAYEE));
  }

  private static void writeChanged(VerificationChanged event, JsonWriter json) {
    VerificationState state = event.state();
    Reason reason = state.reason();
    Channel channel = state.channel();
    Times times = state.times();
    json.put("id", state.id())
        .put("clientId", event.clientId())
        .put("status", state.status().name())
        .put("reason", reason == null ? null : reason.wireName())
        .put("delivery", state.delivery())
        .put("channel", channel == null ? null : channel.wireName())
        .put("purpose", state.purpose())
        .put("attemptsRemaining", state.attemptsRemaining())
        .put("sendBy", times.sendBy())
        .put("expiresAt", times.expiresAt())
        .put("resendAt", times.resendAt())
        .put("voiceAt", times.voiceAt())
        .put("retryAt", times.retryAt())
        .put("revision", state.revision());
    Answer answer = event.answer();
    if (answer != null) {
      json.object("submission")
          .put("id", answer.submissionId())
          .put("verdict", answer.verdict().wireName())
          .put("retryAt", answer.retryAt())
          .put("proof", answer.proof());
    }
  }

  private static VerificationChanged readChanged(JsonReader json) throws MalformedEventException {
    Times times =
        new Times(
            json.optionalTime("sendBy"),
            json.optionalTime("expiresAt"),
            json.optionalTime("resendAt"),
            json.optionalTime("voiceAt"),
            json.optionalTime("retryAt"));
    VerificationState state =
        new VerificationState(
            json.id("id"),
            json.constant("status", Status.class, false),
            json.optionalConstant("reason", Reason.class, true),
            json.optionalText("delivery", Patterns.DELIVERY),
            json.optionalConstant("channel", Channel.class, true),
            json.optionalText("purpose", Patterns.PURPOSE),
            json.number("attemptsRemaining"),
            times,
            json.number("revision"));
    return new VerificationChanged(
        json.text("clientId", Patterns.CLIENT_ID), state, readAnswer(json));
  }

  private static @Nullable Answer readAnswer(JsonReader json) throws MalformedEventException {
    Optional<JsonReader> submission = json.object("submission");
    if (submission.isEmpty()) {
      return null;
    }
    JsonReader members = submission.get();
    return new Answer(
        members.id("id"),
        members.constant("verdict", Verdict.class, true),
        members.optionalTime("retryAt"),
        members.optionalText("proof", Patterns.COMPACT_JWE));
  }

  private static void writeErased(ErasureCompleted event, JsonWriter json) {
    json.put("requestId", event.requestId())
        .object("counts")
        .put("verifications", event.counts().verifications())
        .put("sends", event.counts().sends())
        .put("submissions", event.counts().submissions());
  }

  private static ErasureCompleted readErased(JsonReader json) throws MalformedEventException {
    UUID requestId = json.id("requestId");
    JsonReader counts = json.object("counts").orElseThrow(() -> JsonReader.invalid("counts"));
    return new ErasureCompleted(
        requestId,
        new Counts(
            counts.number("verifications"), counts.number("sends"), counts.number("submissions")));
  }
}
