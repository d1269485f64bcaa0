package dev.phoneproof.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LimitSettingsTest {

  @Test
  void haveDefaults() {
    assertThat(bind(Map.of()).addressMessages()).isEqualTo(new Rate(60, Duration.ofHours(1)));
    assertThat(bind(Map.of()).gatewayCalls()).isEqualTo(new Rate(10_000, Duration.ofSeconds(1)));
  }

  @Test
  void areReadAsWritten() {
    assertThat(bind(Map.of("phoneproof.limits.session-calls", "7/10s")).sessionCalls())
        .isEqualTo(new Rate(7, Duration.ofSeconds(10)));
  }

  @ParameterizedTest
  @CsvSource({
    "address-messages, 0/1h",
    "address-calls, 10/0s",
    "session-messages, 1000001/1s",
    "session-calls, 1/2d",
    "gateway-messages, 0/1s",
    "gateway-calls, 1/25h",
    "cells, 1023",
    "cells, 1048577"
  })
  void haveBounds(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("phoneproof.limits." + name, value)))
        .rootCause()
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith(
            "PHONEPROOF_LIMITS_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static LimitSettings bind(Map<String, String> values) {
    Binder binder = new Binder(new MapConfigurationPropertySource(values));
    return Objects.requireNonNull(binder.bindOrCreate("phoneproof.limits", LimitSettings.class));
  }
}
