package dev.phoneproof.gateway.verification;

import dev.phoneproof.gateway.settings.KeySetting;
import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How verifications are named and awaited.
 *
 * @param idKey makes ids from idempotency keys and tags from addresses; base64 of 32 bytes
 * @param sendWithin nothing is sent later after a request; the worker allows 2 minutes at most
 * @param verdictWait how long a submission waits for its verdict before it is answered 202
 * @param tokenWait how long a backend that asks for a token waits until its verification is known
 */
@ConfigurationProperties("phoneproof.gateway")
public record VerificationSettings(
    @DefaultValue("") String idKey,
    @DefaultValue("2m") Duration sendWithin,
    @DefaultValue("10s") Duration verdictWait,
    @DefaultValue("5s") Duration tokenWait) {

  private static final Duration MAX_SEND_WITHIN = Duration.ofMinutes(2);
  private static final Duration MAX_WAIT = Duration.ofSeconds(30);
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** Refuses what the rest of the system could not keep. */
  public VerificationSettings {
    KeySetting.one("PHONEPROOF_ID_KEY", idKey);
    check("PHONEPROOF_GATEWAY_SEND_WITHIN", sendWithin, LEAST, MAX_SEND_WITHIN);
    check("PHONEPROOF_GATEWAY_VERDICT_WAIT", verdictWait, LEAST, MAX_WAIT);
    check("PHONEPROOF_GATEWAY_TOKEN_WAIT", tokenWait, Duration.ZERO, MAX_WAIT);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "VerificationSettings[%s, %s, %s]".formatted(sendWithin, verdictWait, tokenWait);
  }

  private static void check(String setting, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new RefusedSettingException(
          setting, "must be between %ds and %ds".formatted(least.toSeconds(), most.toSeconds()));
    }
  }
}
