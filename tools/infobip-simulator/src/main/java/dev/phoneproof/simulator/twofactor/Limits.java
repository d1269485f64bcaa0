package dev.phoneproof.simulator.twofactor;

import java.time.Duration;

/** An application's configuration. {@link #INFOBIP_DEFAULTS} are those of the OpenAPI file. */
public record Limits(
    int pinAttempts,
    boolean allowMultiplePinVerifications,
    TimeSpan pinTimeToLive,
    RateLimit verifyPinLimit,
    RateLimit sendPinPerApplicationLimit,
    RateLimit sendPinPerPhoneNumberLimit) {

  public static final Limits INFOBIP_DEFAULTS =
      new Limits(
          10,
          true,
          TimeSpan.parse("15m"),
          RateLimit.parse("1/3s"),
          RateLimit.parse("10000/1d"),
          RateLimit.parse("3/1d"));

  public Limits {
    if (pinAttempts < 1) {
      throw new IllegalArgumentException("pinAttempts must be at least 1");
    }
    if (verifyPinLimit.window().compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("verifyPinLimit must not exceed one day");
    }
  }

  public Limits withPinAttempts(int value) {
    return new Limits(
        value,
        allowMultiplePinVerifications,
        pinTimeToLive,
        verifyPinLimit,
        sendPinPerApplicationLimit,
        sendPinPerPhoneNumberLimit);
  }

  public Limits withAllowMultiplePinVerifications(boolean value) {
    return new Limits(
        pinAttempts,
        value,
        pinTimeToLive,
        verifyPinLimit,
        sendPinPerApplicationLimit,
        sendPinPerPhoneNumberLimit);
  }

  /** For example {@code 15m}. */
  public Limits withPinTimeToLive(String value) {
    return new Limits(
        pinAttempts,
        allowMultiplePinVerifications,
        TimeSpan.parse(value),
        verifyPinLimit,
        sendPinPerApplicationLimit,
        sendPinPerPhoneNumberLimit);
  }

  /** For example {@code 1/3s}. */
  public Limits withVerifyPinLimit(String value) {
    return new Limits(
        pinAttempts,
        allowMultiplePinVerifications,
        pinTimeToLive,
        RateLimit.parse(value),
        sendPinPerApplicationLimit,
        sendPinPerPhoneNumberLimit);
  }

  /** For example {@code 10000/1d}. */
  public Limits withSendPinPerApplicationLimit(String value) {
    return new Limits(
        pinAttempts,
        allowMultiplePinVerifications,
        pinTimeToLive,
        verifyPinLimit,
        RateLimit.parse(value),
        sendPinPerPhoneNumberLimit);
  }

  /** For example {@code 3/1d}. */
  public Limits withSendPinPerPhoneNumberLimit(String value) {
    return new Limits(
        pinAttempts,
        allowMultiplePinVerifications,
        pinTimeToLive,
        verifyPinLimit,
        sendPinPerApplicationLimit,
        RateLimit.parse(value));
  }

  /** Limits that nothing runs into: what a load test or an unrelated test wants. */
  public static Limits generous() {
    return INFOBIP_DEFAULTS
        .withVerifyPinLimit("1000000/1s")
        .withSendPinPerApplicationLimit("1000000/1s")
        .withSendPinPerPhoneNumberLimit("1000000/1s");
  }
}
