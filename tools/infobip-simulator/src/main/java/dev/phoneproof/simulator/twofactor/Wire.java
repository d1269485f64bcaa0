package dev.phoneproof.simulator.twofactor;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the contract. What holds a number or a PIN prints neither; a template holds a text
 * and nobody's data.
 */
public final class Wire {
  private Wire() {}

  public record Configuration(
      @Nullable Integer pinAttempts,
      @Nullable Boolean allowMultiplePinVerifications,
      @Nullable String pinTimeToLive,
      @Nullable String verifyPinLimit,
      @Nullable String sendPinPerApplicationLimit,
      @Nullable String sendPinPerPhoneNumberLimit) {

    static Configuration of(Limits limits) {
      return new Configuration(
          limits.pinAttempts(),
          limits.allowMultiplePinVerifications(),
          limits.pinTimeToLive().text(),
          limits.verifyPinLimit().text(),
          limits.sendPinPerApplicationLimit().text(),
          limits.sendPinPerPhoneNumberLimit().text());
    }

    /**
     * The given members over those of a base.
     *
     * @throws IllegalArgumentException naming the member that is wrong
     */
    Limits over(Limits base) {
      return new Limits(
          pinAttempts == null ? base.pinAttempts() : pinAttempts,
          allowMultiplePinVerifications == null
              ? base.allowMultiplePinVerifications()
              : allowMultiplePinVerifications,
          pinTimeToLive == null
              ? base.pinTimeToLive()
              : named("pinTimeToLive", () -> TimeSpan.parse(pinTimeToLive)),
          limit("verifyPinLimit", verifyPinLimit, base.verifyPinLimit()),
          limit(
              "sendPinPerApplicationLimit",
              sendPinPerApplicationLimit,
              base.sendPinPerApplicationLimit()),
          limit(
              "sendPinPerPhoneNumberLimit",
              sendPinPerPhoneNumberLimit,
              base.sendPinPerPhoneNumberLimit()));
    }

    private static RateLimit limit(String name, @Nullable String text, RateLimit otherwise) {
      return text == null ? otherwise : named(name, () -> RateLimit.parse(text));
    }

    private static <T> T named(String name, Supplier<T> parse) {
      try {
        return parse.get();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + " " + e.getMessage(), e);
      }
    }
  }

  public record ApplicationRequest(
      @Nullable String name, @Nullable Boolean enabled, @Nullable Configuration configuration) {}

  public record ApplicationResponse(
      String applicationId, String name, Configuration configuration, boolean enabled) {}

  public record TemplateRequest(
      @Nullable String messageText,
      @Nullable PinType pinType,
      @Nullable Integer pinLength,
      @Nullable String language,
      @Nullable String senderId,
      @Nullable String voiceName,
      @Nullable Double speechRate,
      @Nullable String repeatDTMF,
      @Nullable Map<String, Object> regional) {}

  public record StartRequest(
      @Nullable String applicationId,
      @Nullable String messageId,
      @Nullable String to,
      @Nullable String from,
      @Nullable Map<String, String> placeholders,
      @Nullable Boolean trackDelivery) {
    @Override
    public String toString() {
      return "StartRequest[applicationId=" + applicationId + ", messageId=" + messageId + "]";
    }
  }

  public record ResendRequest(
      @Nullable Map<String, String> placeholders, @Nullable Boolean trackDelivery) {
    /** Placeholders are filled with names of people. */
    @Override
    public String toString() {
      return "ResendRequest[trackDelivery=" + trackDelivery + "]";
    }
  }

  public record StartResponse(
      String pinId,
      String to,
      @Nullable String ncStatus,
      @Nullable String smsStatus,
      @Nullable String callStatus,
      @Nullable String externalMessageId) {
    @Override
    public String toString() {
      return "StartResponse[ncStatus="
          + ncStatus
          + ", smsStatus="
          + smsStatus
          + ", callStatus="
          + callStatus
          + "]";
    }
  }

  public record VerifyRequest(@Nullable String pin) {
    @Override
    public String toString() {
      return "VerifyRequest[redacted]";
    }
  }

  public record VerifyResponse(
      String pinId,
      String msisdn,
      boolean verified,
      int attemptsRemaining,
      @Nullable String pinError) {
    @Override
    public String toString() {
      return "VerifyResponse[verified=" + verified + ", pinError=" + pinError + "]";
    }
  }

  public record Verification(
      String msisdn, boolean verified, @Nullable Long verifiedAt, @Nullable Long sentAt) {
    @Override
    public String toString() {
      return "Verification[verified=" + verified + "]";
    }
  }

  public record Verifications(List<Verification> verifications) {}
}
