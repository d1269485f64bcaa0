package dev.phoneproof.gateway.publishing;

import dev.phoneproof.events.sealing.Sealer;
import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.time.Clock;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * For whom numbers and PINs are sealed.
 *
 * @param publicKeys the worker's public keys as a JWK set; the first seals
 */
@ConfigurationProperties("phoneproof.sealing")
public record SealingSettings(@DefaultValue("") String publicKeys) {

  private static final String SETTING = "PHONEPROOF_SEALING_PUBLIC_KEYS";

  /** Refuses what nothing can be sealed with. */
  public SealingSettings {
    if (publicKeys.isBlank()) {
      throw new RefusedSettingException(SETTING, "is missing: a JWK set (./keys --help)");
    }
    try {
      Sealer.of(publicKeys);
    } catch (IllegalArgumentException e) {
      throw new RefusedSettingException(SETTING, String.valueOf(e.getMessage()));
    }
  }

  Sealer sealer(Clock clock) {
    return Sealer.of(publicKeys, clock);
  }

  /** Without the keys, in case somebody sets private ones. */
  @Override
  public String toString() {
    return "SealingSettings[redacted]";
  }
}
