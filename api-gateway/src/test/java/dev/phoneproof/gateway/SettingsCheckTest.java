package dev.phoneproof.gateway;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsCheckTest {

  @ParameterizedTest
  @CsvSource({
    "server.forward-headers-strategy, native, SERVER_FORWARD_HEADERS_STRATEGY",
    "server.forward-headers-strategy, framework, SERVER_FORWARD_HEADERS_STRATEGY",
    "server.tomcat.remoteip.remote-ip-header, x-forwarded-for, SERVER_TOMCAT_REMOTEIP",
    "server.tomcat.remoteip.protocol-header, x-forwarded-proto, SERVER_TOMCAT_REMOTEIP",
    "server.tomcat.remoteip.internal-proxies, .*, SERVER_TOMCAT_REMOTEIP"
  })
  void refusesEveryOtherWayToBelieveProxies(String property, String value, String named) {
    assertThatThrownBy(() -> SettingsCheck.checkForwarding(binder(Map.of(property, value))))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith(named + " must ")
        .hasMessageContaining("PHONEPROOF_GATEWAY_PROXIES");
  }

  @Test
  void takesNoOtherWayToBelieveProxies() {
    assertThatNoException()
        .isThrownBy(() ->
            SettingsCheck.checkForwarding(
                binder(
                    Map.of(
                        "server.forward-headers-strategy",
                        "none",
                        "server.tomcat.threads.max",
                        "200"))));
  }

  private static Binder binder(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings));
  }
}
