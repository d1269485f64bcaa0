package dev.phoneproof.events;

import java.util.Arrays;
import java.util.Optional;

/** The CloudEvents types, with the topic on which each travels. */
public enum EventType {
  OTP_REQUESTED("OtpRequested.v1", Topics.REQUESTS),
  OTP_RESEND_REQUESTED("OtpResendRequested.v1", Topics.REQUESTS),
  OTP_SUBMITTED("OtpSubmitted.v1", Topics.SUBMISSIONS),
  OTP_CANCEL_REQUESTED("OtpCancelRequested.v1", Topics.SUBMISSIONS),
  VERIFICATION_CHANGED("VerificationChanged.v1", Topics.OUTCOMES),
  ERASURE_REQUESTED("ErasureRequested.v1", Topics.PRIVACY),
  ERASURE_COMPLETED("ErasureCompleted.v1", Topics.PRIVACY);

  private static final String PREFIX = "dev.phoneproof.";

  private final String shortName;
  private final String topic;

  EventType(String shortName, String topic) {
    this.shortName = shortName;
    this.topic = topic;
  }

  /** Value of {@code ce_type}, for example {@code dev.phoneproof.OtpRequested.v1}. */
  public String ceType() {
    return PREFIX + shortName;
  }

  /** Name of the JSON Schema and of the golden example, for example {@code OtpRequested.v1}. */
  public String shortName() {
    return shortName;
  }

  /** The topic on which it travels. */
  public String topic() {
    return topic;
  }

  /** The type with this {@code ce_type}; empty when it is not one of ours. */
  public static Optional<EventType> ofCeType(String ceType) {
    return Arrays.stream(values()).filter(type -> type.ceType().equals(ceType)).findFirst();
  }
}
