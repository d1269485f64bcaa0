package dev.phoneproof.worker.verification;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things may take.
 *
 * @param sendWithin nothing is sent later than this after the record's time in Kafka, whatever the
 *     publisher asks; at most 2 min
 * @param pinLifetime a PIN's life from the start of its first send; at most 14 min, so that it ends
 *     before Infobip's default of 15 min does
 * @param resendCooldown how long after a send the next may be asked for
 */
@ConfigurationProperties("phoneproof.verification")
public record VerificationPolicy(
    @NotNull @DefaultValue("2m") Duration sendWithin,
    @NotNull @DefaultValue("5m") Duration pinLifetime,
    @NotNull @DefaultValue("60s") Duration resendCooldown) {

  /** Guesses that a verification has, resends or not. */
  public static final int MAX_GUESSES = 5;

  /** Upper bound of {@code sendWithin}. */
  @AssertTrue(message = "phoneproof.verification.send-within must be from 1 s to 2 min")
  public boolean isSendWithinBounded() {
    return isWithin(sendWithin, Duration.ofMinutes(2));
  }

  /** Upper bound of {@code pinLifetime}. */
  @AssertTrue(message = "phoneproof.verification.pin-lifetime must be from 1 s to 14 min")
  public boolean isPinLifetimeBounded() {
    return isWithin(pinLifetime, Duration.ofMinutes(14));
  }

  /** Bounds of {@code resendCooldown}. */
  @AssertTrue(message = "phoneproof.verification.resend-cooldown must be from 1 s to 14 min")
  public boolean isResendCooldownBounded() {
    return isWithin(resendCooldown, Duration.ofMinutes(14));
  }

  private static boolean isWithin(Duration value, Duration most) {
    return value.compareTo(Duration.ofSeconds(1)) >= 0 && value.compareTo(most) <= 0;
  }
}
