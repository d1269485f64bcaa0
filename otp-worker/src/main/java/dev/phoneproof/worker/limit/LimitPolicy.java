package dev.phoneproof.worker.limit;

import static dev.phoneproof.worker.settings.RefusedSettingException.unlessWithin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of what is enough. Hours and days are those of the UTC clock. What a client may send in
 * a day is in the clients' setting. All figures are our choice but the one that names its source.
 *
 * @param originPerHour verifications of one number that one session or one device may ask for; 1 to
 *     1,000
 * @param originPerDay the same in a day; 1 to 10,000
 * @param networkPerHour verifications of one number that one network may ask for, or a client that
 *     tells nothing of whom it asks for: more than one person can be behind it; 1 to 1,000
 * @param networkPerDay the same in a day; 1 to 10,000
 * @param numberPerDay messages to one number, whoever asks, but for those who have a known device:
 *     wide, so that nobody uses it up alone. A verification sends three in the usual cooldowns (at
 *     once, after 60 s, 120 s later); it has to be enough for all the verifications of three
 *     sessions and of two networks; up to 100,000
 * @param messagesPerDay messages of all clients together; 1 to 1,000,000,000
 * @param wrongPins wrong PINs in a row for one number, over all of its verifications; from then on
 *     each session, device and network has one verification a day and one guess in it, until a
 *     right one. NIST SP 800-63B, 5.2.2, names 100 for an account: those typed on known devices
 *     count apart, so it is half of that; 5 to 50
 * @param wrongPinsKept after how long without another they are forgotten; 1 d to 365 d
 */
@ConfigurationProperties("phoneproof.limits")
public record LimitPolicy(
    @DefaultValue("5") int originPerHour,
    @DefaultValue("10") int originPerDay,
    @DefaultValue("10") int networkPerHour,
    @DefaultValue("20") int networkPerDay,
    @DefaultValue("120") int numberPerDay,
    @DefaultValue("1000000") int messagesPerDay,
    @DefaultValue("50") int wrongPins,
    @DefaultValue("30d") Duration wrongPinsKept) {

  /** Of a verification. */
  private static final int MESSAGES = 3;

  /** Checks the bounds. */
  public LimitPolicy {
    unlessWithin("PHONEPROOF_LIMITS_ORIGIN_PER_HOUR", originPerHour, 1, 1_000);
    unlessWithin("PHONEPROOF_LIMITS_ORIGIN_PER_DAY", originPerDay, 1, 10_000);
    unlessWithin("PHONEPROOF_LIMITS_NETWORK_PER_HOUR", networkPerHour, 1, 1_000);
    unlessWithin("PHONEPROOF_LIMITS_NETWORK_PER_DAY", networkPerDay, 1, 10_000);
    unlessWithin(
        "PHONEPROOF_LIMITS_NUMBER_PER_DAY",
        numberPerDay,
        MESSAGES * Math.max(3 * originPerDay, 2 * networkPerDay),
        100_000);
    unlessWithin("PHONEPROOF_LIMITS_MESSAGES_PER_DAY", messagesPerDay, 1, 1_000_000_000);
    unlessWithin("PHONEPROOF_LIMITS_WRONG_PINS", wrongPins, 5, 50);
    unlessWithin(
        "PHONEPROOF_LIMITS_WRONG_PINS_KEPT",
        wrongPinsKept,
        Duration.ofDays(1),
        Duration.ofDays(365));
  }
}
