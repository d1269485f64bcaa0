package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.settings.KeySetting;
import dev.phoneproof.gateway.settings.RefusedSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call.
 *
 * @param open lets everybody in as the client {@code open}; only on a loopback address
 * @param clients the clients as JSON, {@code {"clients":[{"id":"shop","keys":["<SHA-256>"]}]}}
 * @param tokenKeys master keys of tokens, base64 of 32 bytes, separated by commas; the first seals
 */
@ConfigurationProperties("phoneproof.gateway")
public record AccessSettings(
    @DefaultValue("false") boolean open,
    @DefaultValue("") String clients,
    @DefaultValue("") String tokenKeys) {

  /** Refuses what could not work, or would let anybody in by accident. */
  public AccessSettings {
    if (clients.isBlank() && !open) {
      throw new RefusedSettingException(
          "PHONEPROOF_CLIENTS", "is missing: without a client nobody may call");
    }
    Clients.parse(clients);
    KeySetting.several("PHONEPROOF_TOKEN_KEYS", tokenKeys);
  }

  /** Says what is set, not to what. */
  @Override
  public String toString() {
    return "AccessSettings[open=" + open + "]";
  }
}
