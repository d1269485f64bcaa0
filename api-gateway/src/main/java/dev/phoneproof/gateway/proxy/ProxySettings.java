package dev.phoneproof.gateway.proxy;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands before the gateway.
 *
 * @param proxies addresses or networks (CIDR) of the proxies whose {@code X-Forwarded-*} headers
 *     count, separated by commas; none by default, and then these headers mean nothing
 */
@ConfigurationProperties("phoneproof.gateway")
public record ProxySettings(@DefaultValue List<String> proxies) {

  private static final String SETTING = "PHONEPROOF_GATEWAY_PROXIES";

  /** Refuses what is no network, and a network of everybody. */
  public ProxySettings {
    proxies = List.copyOf(proxies);
    for (String proxy : proxies) {
      if (proxy.endsWith("/0")) {
        throw new RefusedSettingException(SETTING, "would believe everybody");
      }
      try {
        Proxies.network(proxy);
      } catch (IllegalArgumentException e) {
        throw new RefusedSettingException(
            SETTING, "is not addresses or networks (10.0.0.0/8), separated by commas");
      }
    }
  }
}
