package dev.phoneproof.worker.verification;

import static dev.phoneproof.worker.settings.RefusedSettingException.unlessWithin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things may take.
 *
 * @param sendWithin nothing is sent later than this after the record's time in Kafka, whatever the
 *     publisher asks; 1 s to 2 min
 * @param pinLifetime a PIN's life from the start of its first send; 1 s to 14 min, so that it ends
 *     before Infobip's default of 15 min does
 * @param resendCooldown how long after the first send the next may be asked for; 1 s to 14 min
 * @param cooldownAfterResend how long after every other; 1 s to 14 min
 * @param voiceAfter how long after the first send the PIN may be called out; 1 s to 14 min
 */
@ConfigurationProperties("phoneproof.verification")
public record VerificationPolicy(
    @DefaultValue("2m") Duration sendWithin,
    @DefaultValue("5m") Duration pinLifetime,
    @DefaultValue("60s") Duration resendCooldown,
    @DefaultValue("120s") Duration cooldownAfterResend,
    @DefaultValue("60s") Duration voiceAfter) {

  /** Guesses that a verification has, resends or not. */
  public static final int MAX_GUESSES = 5;

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration LONGEST_LIFETIME = Duration.ofMinutes(14);

  /** Checks the bounds. */
  public VerificationPolicy {
    unlessWithin("PHONEPROOF_VERIFICATION_SEND_WITHIN", sendWithin, LEAST, Duration.ofMinutes(2));
    unlessWithin("PHONEPROOF_VERIFICATION_PIN_LIFETIME", pinLifetime, LEAST, LONGEST_LIFETIME);
    unlessWithin(
        "PHONEPROOF_VERIFICATION_RESEND_COOLDOWN", resendCooldown, LEAST, LONGEST_LIFETIME);
    unlessWithin(
        "PHONEPROOF_VERIFICATION_COOLDOWN_AFTER_RESEND",
        cooldownAfterResend,
        LEAST,
        LONGEST_LIFETIME);
    unlessWithin("PHONEPROOF_VERIFICATION_VOICE_AFTER", voiceAfter, LEAST, LONGEST_LIFETIME);
  }
}
