package dev.phoneproof.worker.provider.infobip;

import com.infobip.model.TfaStartAuthenticationResponse;
import com.infobip.model.TfaVerifyPinResponse;
import dev.phoneproof.events.Reason;
import dev.phoneproof.worker.provider.Cause;
import dev.phoneproof.worker.provider.CheckResult;
import dev.phoneproof.worker.provider.SendResult;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says what an answer, or none, means. When in doubt a request may have had its
 * effect. Infobip has no idempotency key, so this decides whether a person can get a second
 * message.
 */
final class Classification {

  private final InstantSource clock;

  Classification(InstantSource clock) {
    this.clock = clock;
  }

  /** A send that was answered with 200. */
  SendResult sent(@Nullable TfaStartAuthenticationResponse answer) {
    if (answer == null) {
      return new SendResult.Unknown();
    }
    // 200 is not "sent": the status inside says so, and before the number lookup's.
    String smsStatus = answer.getSmsStatus();
    boolean unreachable =
        "NC_DESTINATION_NOT_REACHABLE".equals(answer.getNcStatus())
            || "NC_NOT_REACHABLE".equals(answer.getNcStatus());
    if ("MESSAGE_NOT_SENT".equals(smsStatus)
        || (unreachable && !"MESSAGE_SENT".equals(smsStatus))) {
      return new SendResult.Refused(Reason.NOT_DELIVERABLE);
    }
    String pinId = answer.getPinId();
    return pinId == null || pinId.isBlank() ? new SendResult.Unknown() : new SendResult.Sent(pinId);
  }

  /** A send that ended in an error. */
  SendResult sendFailed(CallTrace trace) {
    return switch (effect(trace)) {
      case THROTTLED -> new SendResult.Throttled(trace.retryAfter(clock));
      case ACCOUNT_REFUSED -> new SendResult.NotSent(Cause.ACCOUNT);
      case NOT_REACHED -> new SendResult.NotSent(Cause.UNREACHABLE);
      case REJECTED -> new SendResult.Refused(Reason.NOT_DELIVERABLE);
      case UNCERTAIN -> new SendResult.Unknown();
    };
  }

  /** A check that was answered with 200. */
  CheckResult checked(String pinId, @Nullable TfaVerifyPinResponse answer) {
    if (answer == null || answer.getVerified() == null) {
      return new CheckResult.Unknown();
    }
    if (answer.getVerified()) {
      return isForThisPin(pinId, answer) ? new CheckResult.Right() : new CheckResult.Unknown();
    }
    return switch (answer.getPinError()) {
      case "NO_MORE_PIN_ATTEMPTS" -> new CheckResult.NoMoreAttempts();
      case "TTL_EXPIRED" -> new CheckResult.TooLate();
      case null, default -> new CheckResult.Wrong();
    };
  }

  /** The answer may leave the id out, for the request names it; another one is no answer to it. */
  private static boolean isForThisPin(String pinId, TfaVerifyPinResponse answer) {
    boolean sameId = isBlank(answer.getPinId()) || pinId.equals(answer.getPinId());
    return sameId && isBlank(answer.getPinError());
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /** A check that ended in an error. */
  CheckResult checkFailed(CallTrace trace) {
    return switch (effect(trace)) {
      case THROTTLED -> new CheckResult.Throttled(trace.retryAfter(clock));
      case ACCOUNT_REFUSED -> new CheckResult.NotSent(Cause.ACCOUNT);
      case NOT_REACHED -> new CheckResult.NotSent(Cause.UNREACHABLE);
      case REJECTED, UNCERTAIN -> new CheckResult.Unknown();
    };
  }

  private static Effect effect(CallTrace trace) {
    if (!trace.requestStarted()) {
      return Effect.NOT_REACHED;
    }
    int status = trace.status();
    return switch (status) {
      case 429 -> Effect.THROTTLED;
      case 401, 403 -> Effect.ACCOUNT_REFUSED;
      default -> status >= 400 && status < 500 ? Effect.REJECTED : Effect.UNCERTAIN;
    };
  }

  private enum Effect {
    NOT_REACHED,
    THROTTLED,
    ACCOUNT_REFUSED,
    REJECTED,
    UNCERTAIN
  }
}
