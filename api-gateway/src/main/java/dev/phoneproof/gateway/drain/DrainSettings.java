package dev.phoneproof.gateway.drain;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway leaves.
 *
 * @param drain how long it serves on after readiness went off; longer than a load balancer takes to
 *     notice, at most 20 s, so that the whole stop stays below 30 s
 */
@ConfigurationProperties("phoneproof.gateway")
public record DrainSettings(@DefaultValue("5s") Duration drain) {

  private static final Duration MAX = Duration.ofSeconds(20);

  /** Refuses a time that would have the process killed in the middle of its stop. */
  public DrainSettings {
    if (drain.isNegative() || drain.compareTo(MAX) > 0) {
      throw new RefusedSettingException("PHONEPROOF_GATEWAY_DRAIN", "must be between 0s and 20s");
    }
  }
}
