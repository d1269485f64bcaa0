package dev.phoneproof.gateway.view;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the outcomes the gateway keeps in memory.
 *
 * @param maxEntries bound of the verifications known at once, some 500 bytes each; when nine tenths
 *     of it are live, new requests are answered 503
 */
@ConfigurationProperties("phoneproof.view")
public record ViewSettings(@DefaultValue("500000") int maxEntries) {

  /** Refuses a bound that could hold nothing. */
  public ViewSettings {
    if (maxEntries < 1) {
      throw new RefusedSettingException("PHONEPROOF_VIEW_MAX_ENTRIES", "must be at least 1");
    }
  }
}
