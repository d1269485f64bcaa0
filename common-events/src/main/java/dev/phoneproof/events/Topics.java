package dev.phoneproof.events;

/**
 * Names of the Kafka topics. Two topics bring work in, so that sends never delay a typing person.
 */
public final class Topics {

  /** Requests and resends. */
  public static final String REQUESTS = "otp.requests";

  /** Typed PINs and cancels. */
  public static final String SUBMISSIONS = "otp.submissions";

  /** Every change of a verification. Written by the worker alone. */
  public static final String OUTCOMES = "otp.outcomes";

  /** Requests to erase what is kept of a number, and their answers. */
  public static final String PRIVACY = "otp.privacy";

  private Topics() {}

  /**
   * Name of the dead-letter topic of a topic.
   *
   * @param topic an ingress topic
   */
  public static String deadLetters(String topic) {
    return topic + ".dlt";
  }
}
